import { defineRegressionLoss } from './loss-kind';

export const meanSquaredError = defineRegressionLoss({
  otherNames: ['mse', 'mseloss', 'l2loss', 'squarederror', 'leastsquares'],
  description:
    'For numbers: the square of what the prediction errs by, mean over the targets of an example.',
  settings: {},
  lossPerExample: (tf, _, logits, labels) => tf.mean(tf.square(tf.sub(logits, labels)), 1),
  differentiate(tf, _, __, logits, labels) {
    const errors = tf.sub(logits, labels);
    return {
      losses: tf.sum(tf.square(errors), 1),
      gradient: () => tf.mul(errors, 2),
      scale: 1 / (logits.shape[1] ?? 1),
    };
  },
  lossOfGuessing: (_, { meanSquare }) => meanSquare,
});
