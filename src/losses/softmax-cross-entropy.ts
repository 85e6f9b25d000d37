import { z } from 'zod';
import { dataTypes } from '../tensorflow/data-types';
import type { Tensor1D } from '../tensorflow/types';
import { defineLoss } from './loss-kind';

export const softmaxCrossEntropy = defineLoss({
  otherNames: [
    'nllloss',
    'nll',
    'crossentropy',
    'categoricalcrossentropy',
    'sparsecategoricalcrossentropy',
  ],
  description: '-ln of the probability that softmax gives the right class; one logit per class.',
  settings: {
    reduction: z
      .enum(['mean', 'meanOverEntries'])
      .default('mean')
      .describe('Mean over the examples, or over all entries of the one-hot labels.'),
  },
  classes: 'any',
  countLogits: (classCount) => classCount,
  lossPerExample(tf, { reduction }, logits, labels) {
    const classCount = logits.shape[1] ?? 0;
    const oneHot = tf.oneHot(labels as Tensor1D, classCount);
    const losses = tf.neg(tf.sum(tf.mul(oneHot, tf.logSoftmax(logits)), 1));
    return reduction === 'mean' ? losses : tf.div(losses, classCount);
  },
  /** One kernel gives both, the derivative as probabilities minus one-hot labels. */
  differentiate(_, kernels, { reduction }, logits, labels) {
    const labelType = kernels.typeAttribute('Tlabels', dataTypes.int32);
    const [losses, gradient] = kernels.run(
      'SparseSoftmaxCrossEntropyWithLogits',
      [logits, labels],
      [labelType],
      2,
    );
    if (losses === undefined || gradient === undefined) throw new Error('Cross-entropy is missing');
    const scale = reduction === 'mean' ? 1 : 1 / (logits.shape[1] ?? 1);
    return { losses, gradient: () => gradient, scale };
  },
  predictClasses: (tf, logits) => tf.argMax(logits, 1),
  probabilities: (tf, logits) => tf.softmax(logits),
  lossOfGuessing: ({ reduction }, classCount) =>
    reduction === 'mean' ? Math.log(classCount) : Math.log(classCount) / classCount,
});
