import { z } from 'zod';
import type { Tensor, TensorFlow } from '../tensorflow/types';
import { withGradient } from '../tensorflow/with-gradient';
import { defineLayer } from './layer-kind';
import { perUnit } from './weight-plan';

/** Ba, Kiros and Hinton (2016). */
export const layerNorm = defineLayer({
  description:
    'Brings the units of each example (of images, the channels of each pixel) to mean 0 and variance 1, then multiplies by a gain and adds an offset, which are trained. The same in training and evaluation. As in Keras; `LayerNorm([C, H, W])` of PyTorch takes all pixels of an image together.',
  otherNames: ['layernormalization'],
  settings: {
    epsilon: z
      .number()
      .positive()
      .default(1e-3)
      .describe('Added to the variance. The default of PyTorch is 1e-5.'),
  },
  nameStem: 'layerNorm',
  isAlwaysNumbered: false,
  takes: 'anything',
  gives: 'activations',
  window: () => undefined,
  outputShape: (_, input) => input,
  weights(_, input) {
    const units = input.at(-1) ?? 1;
    return [perUnit('gamma', 'gain', units, 1), perUnit('beta', 'bias', units, 0)];
  },
  activation: () => undefined,
  build: ({ epsilon }, { tf, name, isPortable, define }) =>
    isPortable
      ? tf.layers.layerNormalization({ name, epsilon })
      : define((input, { weight }) =>
          normalize(tf, input, weight('gamma'), weight('beta'), epsilon),
        ),
});

/**
 * Normalizes along the last axis. The gradient goes back through mean and variance at once: what
 * arrives, less its mean, less what of it lies along the normalized values.
 */
function normalize(
  tf: TensorFlow,
  input: Tensor,
  gain: Tensor,
  offset: Tensor,
  epsilon: number,
): Tensor {
  const mean = (values: Tensor): Tensor => tf.mean(values, -1, true);
  const sum = (values: Tensor): Tensor =>
    tf.sum(values, input.shape.map((_, axis) => axis).slice(0, -1));
  return withGradient(
    tf,
    [input, gain, offset],
    () => {
      const centered = tf.sub(input, mean(input));
      const inverseStddev = tf.rsqrt(tf.add(mean(tf.square(centered)), epsilon));
      const normalized = tf.mul(centered, inverseStddev);
      const value = tf.add(tf.mul(normalized, gain), offset);
      return { value, saved: [normalized, inverseStddev, gain] };
    },
    (dy, [normalized, inverseStddev, gain]) => {
      const arriving = tf.mul(dy, gain);
      const along = tf.mul(normalized, mean(tf.mul(arriving, normalized)));
      const inputGradient = tf.mul(tf.sub(tf.sub(arriving, mean(arriving)), along), inverseStddev);
      return [inputGradient, sum(tf.mul(dy, normalized)), sum(dy)];
    },
  );
}
