import type { Network } from '../model/network';
import type { LossSpec } from '../spec/experiment-schema';
import { tf } from '../tensorflow/tensorflow';
import type { Scalar, Tensor, Tensor1D } from '../tensorflow/types';

/** Units of the logits layer: one for binary cross-entropy, else one per class. */
export function countLogits(loss: LossSpec, classCount: number): number {
  return loss.type === 'binaryCrossEntropy' ? 1 : classCount;
}

/**
 * Loss of each example, `[batch]`, in plain tfjs operations.
 *
 * @param logits `[batch, classes]`, or `[batch, 1]` for binary cross-entropy.
 * @param labels class ids, int32 `[batch]`.
 */
export function lossPerExample(loss: LossSpec, logits: Tensor, labels: Tensor): Tensor {
  switch (loss.type) {
    case 'softmaxCrossEntropy': {
      const classCount = logits.shape[1] ?? 0;
      const oneHot = tf.oneHot(labels as Tensor1D, classCount);
      const losses = tf.neg(tf.sum(tf.mul(oneHot, tf.logSoftmax(logits)), 1));
      return loss.reduction === 'mean' ? losses : tf.div(losses, classCount);
    }
    case 'binaryCrossEntropy': {
      // max(z, 0) - z y + log(1 + exp(-|z|)): the logistic loss without overflow.
      const z = tf.reshape(logits, [-1]);
      const y = tf.cast(labels, 'float32');
      const tail = tf.log1p(tf.exp(tf.neg(tf.abs(z))));
      return tf.add(tf.sub(tf.relu(z), tf.mul(z, y)), tail);
    }
  }
}

/** Predicted class of each example, int32 `[batch]`. */
export function predictClasses(loss: LossSpec, logits: Tensor): Tensor {
  return loss.type === 'binaryCrossEntropy'
    ? tf.cast(tf.greater(tf.reshape(logits, [-1]), 0), 'int32')
    : tf.argMax(logits, 1);
}

/** Class probabilities, `[batch, classes]`. */
export function probabilities(loss: LossSpec, logits: Tensor): Tensor {
  if (loss.type === 'softmaxCrossEntropy') return tf.softmax(logits);
  const positive = tf.sigmoid(logits);
  return tf.concat([tf.sub(1, positive), positive], 1);
}

/** The L2 term: the sum over weights of `factor / 2 * sum(w^2)`, or undefined without factors. */
export function l2Penalty(network: Network): Scalar | undefined {
  let penalty: Scalar | undefined;
  for (const [name, weight] of network.trained) {
    const factor = network.l2ByWeight.get(name);
    if (factor === undefined) continue;
    const term = tf.mul(tf.sum(tf.square(weight)), factor / 2) as Scalar;
    penalty = penalty === undefined ? term : tf.add(penalty, term);
  }
  return penalty;
}
