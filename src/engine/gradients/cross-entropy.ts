import { typeAttribute } from '../../tensorflow/native-backend';
import { runNativeKernel } from '../../tensorflow/native-kernel';
import { tf } from '../../tensorflow/tensorflow';
import type { Scalar, Tensor } from '../../tensorflow/types';

/**
 * Softmax cross-entropy of each example and its gradient, in one pass over the logits that is
 * stable for any of them.
 *
 * @param logits `[batch, classes]`
 * @param labels class ids, int32 `[batch]`
 * @returns losses `[batch]` and their derivatives by the logits, probabilities minus one-hot
 * labels, `[batch, classes]`.
 */
export function softmaxCrossEntropyWithGradient(
  logits: Tensor,
  labels: Tensor,
): { losses: Tensor; gradient: Tensor } {
  const [losses, gradient] = runNativeKernel(
    'SparseSoftmaxCrossEntropyWithLogits',
    [logits, labels],
    [typeAttribute('Tlabels', 'int32')],
    2,
  );
  if (losses === undefined || gradient === undefined) throw new Error('Cross-entropy is missing');
  return { losses, gradient };
}

/**
 * Mean softmax cross-entropy times `scale`, differentiable by the logits.
 *
 * @param logits `[batch, classes]`
 * @param labels class ids, int32 `[batch]`
 */
export function meanSoftmaxCrossEntropy(logits: Tensor, labels: Tensor, scale = 1): Scalar {
  const factor = scale / (logits.shape[0] ?? 1);
  const loss = tf.customGrad((...args) => {
    const [z] = args as unknown as [Tensor];
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const { losses, gradient } = softmaxCrossEntropyWithGradient(z, labels);
    save([gradient]);
    return { value: scaledMean(losses, scale), gradFunc: scaleSaved(factor) };
  });
  return loss(logits) as Scalar;
}

/**
 * Binary cross-entropy of each example, `max(z, 0) - z y + log(1 + exp(-|z|))`, which overflows
 * for no z.
 *
 * @param logits `[batch]`
 * @param labels 0 or 1, float32 `[batch]`
 */
export function sigmoidCrossEntropy(logits: Tensor, labels: Tensor): Tensor {
  const tail = tf.log1p(tf.exp(tf.neg(tf.abs(logits))));
  return tf.add(tf.sub(tf.relu(logits), tf.mul(logits, labels)), tail);
}

/**
 * Mean binary cross-entropy, differentiable by the logits: its derivative is `sigmoid(z) - y`.
 *
 * @param logits `[batch]`
 * @param labels 0 or 1, float32 `[batch]`
 */
export function meanSigmoidCrossEntropy(logits: Tensor, labels: Tensor): Scalar {
  const factor = 1 / (logits.shape[0] ?? 1);
  const loss = tf.customGrad((...args) => {
    const [z] = args as unknown as [Tensor];
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    save([tf.sub(tf.sigmoid(z), labels)]);
    return { value: tf.mean(sigmoidCrossEntropy(z, labels)), gradFunc: scaleSaved(factor) };
  });
  return loss(logits) as Scalar;
}

function scaledMean(losses: Tensor, scale: number): Scalar {
  const mean = tf.mean(losses) as Scalar;
  return scale === 1 ? mean : tf.mul(mean, scale);
}

/** The gradient by the logits, from the saved one of each example's loss. */
function scaleSaved(factor: number) {
  return (dy: Tensor | Tensor[], saved: Tensor[]): Tensor => {
    const [gradient] = saved;
    const [upstream] = Array.isArray(dy) ? dy : [dy];
    if (gradient === undefined || upstream === undefined) throw new Error('No gradient was saved');
    return tf.mul(gradient, tf.mul(upstream, factor));
  };
}
