import type { Tensor, TensorFlow } from './types';

/**
 * A value with gradients by hand.
 *
 * @param inputs what it is differentiated by.
 * @param compute makes the value, and what its gradients need.
 * @param differentiate gradients by each of the inputs, from the one by the value.
 */
export function withGradient<const Saved extends readonly Tensor[]>(
  tf: TensorFlow,
  inputs: readonly Tensor[],
  compute: () => { readonly value: Tensor; readonly saved: Saved },
  differentiate: (dy: Tensor, saved: Saved) => Tensor[],
): Tensor {
  const computed = tf.customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: readonly Tensor[]) => void;
    const { value, saved } = compute();
    save(saved);
    return { value, gradFunc: (dy, kept) => differentiate(dy, kept as unknown as Saved) };
  });
  return computed(...inputs);
}
