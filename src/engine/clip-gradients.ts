import { tf } from '../tensorflow/tensorflow';
import type { Tensor } from '../tensorflow/types';

/** What is done to gradients before the optimizer gets them. */
export interface Clipping<Limit = number> {
  /** The largest length of all gradients together. */
  readonly clipNorm?: Limit | undefined;
  /** The largest size of any value. */
  readonly clipValue?: Limit | undefined;
}

/**
 * Clips the gradients of a step, by name: each value by itself, or all together to a largest length
 * (Pascanu et al., 2013), which keeps their direction. Call inside `tf.tidy`.
 */
export function clipGradients(
  gradients: ReadonlyMap<string, Tensor>,
  { clipNorm, clipValue }: Clipping<Tensor | number>,
): ReadonlyMap<string, Tensor> {
  if (clipValue !== undefined) {
    const least = tf.neg(clipValue);
    return mapValues(gradients, (gradient) => tf.maximum(tf.minimum(gradient, clipValue), least));
  }
  if (clipNorm === undefined || gradients.size === 0) return gradients;
  const squares = [...gradients.values()].map((gradient) => tf.sum(tf.square(gradient)));
  const norm = tf.sqrt(squares.reduce((sum, square) => tf.add(sum, square)));
  const factor = tf.div(clipNorm, tf.maximum(norm, clipNorm));
  return mapValues(gradients, (gradient) => tf.mul(gradient, factor));
}

function mapValues(
  tensors: ReadonlyMap<string, Tensor>,
  change: (tensor: Tensor) => Tensor,
): ReadonlyMap<string, Tensor> {
  return new Map([...tensors].map(([name, tensor]) => [name, change(tensor)]));
}
