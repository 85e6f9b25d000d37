import { withGradient } from '../tensorflow/with-gradient';
import { defineActivation } from './activation-kind';

/** Hendrycks and Gimpel (2016); Ramachandran et al. (2017) call it swish. */
export const silu = defineActivation({
  description: 'z / (1 + e^-z): z times its logistic function.',
  otherNames: ['swish'],
  settings: {},
  buildLayer: (tf, name) => tf.layers.activation({ name, activation: 'swish' }),
  compute: (tf, _, __, z) =>
    withGradient(
      tf,
      [z],
      () => {
        const gate = tf.sigmoid(z);
        return { value: tf.mul(z, gate), saved: [z, gate] };
      },
      (dy, [input, gate]) => {
        const slope = tf.mul(gate, tf.add(tf.mul(input, tf.sub(1, gate)), 1));
        return [tf.mul(dy, slope)];
      },
    ),
  kernels: ['Sigmoid'],
  gradient: undefined,
  ailment: undefined,
});
