import { z as zod } from 'zod';
import type { Tensor, TensorFlow } from '../tensorflow/types';
import { withGradient } from '../tensorflow/with-gradient';
import { defineActivation } from './activation-kind';

/** Hendrycks and Gimpel (2016): z times the share of a standard normal distribution below z. */
export const gelu = defineActivation({
  description: 'z times the probability that a standard normal number is below z.',
  settings: {
    approximate: zod
      .boolean()
      .default(false)
      .describe('Take a formula with tanh for the probability, as BERT and GPT-2 did.'),
  },
  buildLayer: (tf, name, { approximate }) =>
    tf.layers.activation({ name, activation: approximate ? 'gelu_new' : 'gelu' }),
  compute: (tf, _, { approximate }, z) => (approximate ? byTanh(tf, z) : byErf(tf, z)),
  kernels: ['Erf', 'Tanh'],
  gradient: undefined,
  ailment: undefined,
});

/** z P(z) with P(z) = (1 + erf(z / sqrt 2)) / 2, whose slope is the normal density. */
function byErf(tf: TensorFlow, z: Tensor): Tensor {
  return withGradient(
    tf,
    [z],
    () => {
      const share = tf.mul(tf.add(tf.erf(tf.mul(z, Math.SQRT1_2)), 1), 0.5);
      return { value: tf.mul(z, share), saved: [z, share] };
    },
    (dy, [input, share]) => {
      const density = tf.mul(tf.exp(tf.mul(tf.square(input), -0.5)), 1 / Math.sqrt(2 * Math.PI));
      return [tf.mul(dy, tf.add(share, tf.mul(input, density)))];
    },
  );
}

/** Factors of z and of z^3 in the argument of tanh. */
const linear = Math.sqrt(2 / Math.PI);
const cubic = 0.044715 * linear;
/** A square of z from which tanh is 1 or -1, and flat: larger ones would overflow. */
const flatSquare = 100;

/** z (1 + t) / 2 with t = tanh(linear z + cubic z^3). */
function byTanh(tf: TensorFlow, z: Tensor): Tensor {
  return withGradient(
    tf,
    [z],
    () => {
      const t = tf.tanh(tf.mul(z, tf.add(tf.mul(square(tf, z), cubic), linear)));
      return { value: tf.mul(z, tf.mul(tf.add(t, 1), 0.5)), saved: [z, t] };
    },
    (dy, [input, t]) => {
      const inner = tf.add(tf.mul(square(tf, input), 3 * cubic), linear);
      const slopeOfTanh = tf.sub(1, tf.square(t));
      const slope = tf.add(tf.add(t, 1), tf.mul(input, tf.mul(slopeOfTanh, inner)));
      return [tf.mul(dy, tf.mul(slope, 0.5))];
    },
  );
}

function square(tf: TensorFlow, z: Tensor): Tensor {
  return tf.minimum(tf.square(z), flatSquare);
}
