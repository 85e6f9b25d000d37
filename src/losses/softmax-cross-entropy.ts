import { z } from 'zod';
import { dataTypes } from '../tensorflow/data-types';
import type { Tensor, Tensor1D, TensorFlow } from '../tensorflow/types';
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
    labelSmoothing: z
      .number()
      .min(0)
      .lt(1)
      .optional()
      .describe(
        'Share of each label that is spread over all classes alike. Losses of evaluations have it too.',
      ),
  },
  classes: 'any',
  countLogits: (classCount) => classCount,
  lossPerExample(tf, { reduction, labelSmoothing = 0 }, logits, labels) {
    const classCount = logits.shape[1] ?? 0;
    const targets = smoothLabels(tf, labels, classCount, labelSmoothing);
    const losses = tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1));
    return reduction === 'mean' ? losses : tf.div(losses, classCount);
  },
  /** One kernel gives both, the derivative as probabilities minus labels. */
  differentiate(tf, kernels, { reduction, labelSmoothing = 0 }, logits, labels) {
    const classCount = logits.shape[1] ?? 1;
    const labelType = kernels.typeAttribute('Tlabels', dataTypes.int32);
    const targets = () => smoothLabels(tf, labels, classCount, labelSmoothing);
    const [losses, gradient] =
      labelSmoothing === 0
        ? kernels.run('SparseSoftmaxCrossEntropyWithLogits', [logits, labels], [labelType], 2)
        : kernels.run('SoftmaxCrossEntropyWithLogits', [logits, targets()], [], 2);
    if (losses === undefined || gradient === undefined) throw new Error('Cross-entropy is missing');
    const scale = reduction === 'mean' ? 1 : 1 / classCount;
    return { losses, gradient: () => gradient, scale };
  },
  predictLabels: (tf, logits) => tf.argMax(logits, 1),
  predict: (tf, logits) => tf.softmax(logits),
  lossOfGuessing: ({ reduction }, classCount) =>
    reduction === 'mean' ? Math.log(classCount) : Math.log(classCount) / classCount,
});

/** (1 - a) onehot(label) + a / classes, `[batch, classes]` (Szegedy et al., 2016). */
function smoothLabels(tf: TensorFlow, labels: Tensor, classCount: number, a: number): Tensor {
  const rest = a / classCount;
  return tf.oneHot(labels as Tensor1D, classCount, 1 - a + rest, rest, 'float32');
}
