import type { Summary } from './summary';

/**
 * Builds a scalar summary, `[]`. The value is rounded to float32: TensorBoard's fast loader drops
 * scalars of any other type.
 */
export function buildScalar(tag: string, value: number): Summary {
  return {
    tag,
    plugin: 'scalars',
    dataClass: 'scalar',
    tensor: { dtype: 'float', shape: [], content: Float32Array.of(value) },
  };
}
