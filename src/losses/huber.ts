import { z } from 'zod';
import type { Tensor, TensorFlow } from '../tensorflow/types';
import { defineRegressionLoss } from './loss-kind';

export const huber = defineRegressionLoss({
  otherNames: ['huberloss', 'smoothl1', 'smoothl1loss'],
  description:
    'For numbers, some far off: half the square of errors up to `delta`, beyond that straight on, delta (|e| - delta / 2); mean over the targets of an example.',
  settings: {
    delta: z
      .number()
      .positive()
      .default(1)
      .describe('Where the square ends, in units of the targets as the network learns them.'),
  },
  lossPerExample: (tf, { delta }, logits, labels) =>
    tf.mean(huberOf(tf, tf.sub(logits, labels), delta), 1),
  differentiate(tf, _, { delta }, logits, labels) {
    const errors = tf.sub(logits, labels);
    return {
      losses: tf.sum(huberOf(tf, errors, delta), 1),
      gradient: () => tf.clipByValue(errors, -delta, delta),
      scale: 1 / (logits.shape[1] ?? 1),
    };
  },
  // It is below either branch, so that its mean is below both of these.
  lossOfGuessing: ({ delta }, { meanSquare, meanAbsolute }) =>
    Math.min(meanSquare / 2, delta * meanAbsolute),
});

/** q^2 / 2 + delta (|e| - q) with q = min(|e|, delta), of every error (Huber, 1964). */
function huberOf(tf: TensorFlow, errors: Tensor, delta: number): Tensor {
  const sizes = tf.abs(errors);
  const within = tf.minimum(sizes, delta);
  return tf.add(tf.mul(tf.square(within), 0.5), tf.mul(tf.sub(sizes, within), delta));
}
