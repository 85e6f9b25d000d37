import { type LossSpec, lossOf } from '../../losses/registry';
import { nativeKernels } from '../../tensorflow/native-kernel';
import { tf } from '../../tensorflow/tensorflow';
import type { Scalar, Tensor } from '../../tensorflow/types';

/**
 * Mean loss of a batch in TensorFlow's own kernels, differentiable by the logits.
 *
 * @param logits `[batch, logits]`
 * @param labels class ids, int32 `[batch]`, or targets, `[batch, targets]`
 */
export function meanLoss(spec: LossSpec, logits: Tensor, labels: Tensor): Scalar {
  const loss = tf.customGrad((...args) => {
    const [z] = args as unknown as [Tensor];
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const { losses, gradient, scale } = differentiate(spec, z, labels);
    save([gradient()]);
    const mean = tf.mean(losses) as Scalar;
    return {
      value: scale === 1 ? mean : tf.mul(mean, scale),
      gradFunc: scaleSaved(scale / (logits.shape[0] ?? 1)),
    };
  });
  return loss(logits) as Scalar;
}

/**
 * Loss of each example in TensorFlow's own kernels, `[batch]`.
 *
 * @param logits `[batch, logits]`
 * @param labels class ids, int32 `[batch]`, or targets, `[batch, targets]`
 */
export function lossPerExample(spec: LossSpec, logits: Tensor, labels: Tensor): Tensor {
  const { losses, scale } = differentiate(spec, logits, labels);
  return scale === 1 ? losses : tf.mul(losses, scale);
}

function differentiate(spec: LossSpec, logits: Tensor, labels: Tensor) {
  return lossOf(spec).differentiate(tf, nativeKernels, spec, logits, labels);
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
