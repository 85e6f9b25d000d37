import type { Tensor, TensorFlow } from '../tensorflow/types';
import { defineLoss } from './loss-kind';

export const binaryCrossEntropy = defineLoss({
  otherNames: ['bce', 'logistic'],
  description:
    'For two classes: -ln of the probability that the logistic function gives the right one; a single logit.',
  settings: {},
  classes: 'two',
  countLogits: () => 1,
  lossPerExample: (tf, _, logits, labels) => logisticLoss(tf, logits, labels),
  differentiate: (tf, _, __, logits, labels) => ({
    losses: logisticLoss(tf, logits, labels),
    gradient() {
      const y = tf.reshape(tf.cast(labels, 'float32'), logits.shape);
      return tf.sub(tf.sigmoid(logits), y);
    },
    scale: 1,
  }),
  predictLabels: (tf, logits) => tf.cast(tf.greater(tf.reshape(logits, [-1]), 0), 'int32'),
  predict(tf, logits) {
    const positive = tf.sigmoid(logits);
    return tf.concat([tf.sub(1, positive), positive], 1);
  },
  lossOfGuessing: () => Math.LN2,
});

/** `max(z, 0) - z y + log(1 + exp(-|z|))`, the logistic loss in a form that overflows for no z. */
function logisticLoss(tf: TensorFlow, logits: Tensor, labels: Tensor): Tensor {
  const z = tf.reshape(logits, [-1]);
  const y = tf.cast(labels, 'float32');
  const tail = tf.log1p(tf.exp(tf.neg(tf.abs(z))));
  return tf.add(tf.sub(tf.relu(z), tf.mul(z, y)), tail);
}
