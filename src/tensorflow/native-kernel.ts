import { type NativeAttribute, nativeBackend, nativeId, typeAttribute } from './native-backend';
import type { Tensor } from './types';

/**
 * Runs a kernel of TensorFlow by its name, whether tfjs knows it or not.
 *
 * @param attributes without `T`, the type that most kernels have: it is float32 unless it is given.
 */
export function runNativeKernel(
  op: string,
  inputs: readonly Tensor[],
  attributes: readonly NativeAttribute[] = [],
  outputCount = 1,
): Tensor[] {
  const backend = nativeBackend();
  const hasType = attributes.some(({ name }) => name === 'T');
  const all = hasType ? attributes : [typeAttribute('T', 'float32'), ...attributes];
  return backend.binding
    .executeOp(op, all, inputs.map(nativeId), outputCount)
    .map((tensor) => backend.createOutputTensor(tensor));
}

/** Runs a kernel that has one output. */
export function runNativeUnary(
  op: string,
  inputs: readonly Tensor[],
  attributes: readonly NativeAttribute[] = [],
): Tensor {
  const [output] = runNativeKernel(op, inputs, attributes);
  if (output === undefined) throw new Error(`${op} without output`);
  return output;
}

/** TensorFlow's kernels by name, as an argument for files that must not load it. */
export const nativeKernels = {
  run: runNativeKernel,
  /** Runs a kernel that has one output. */
  runUnary: runNativeUnary,
  /** An attribute whose value is a data type. */
  typeAttribute: (name: string, value: number): NativeAttribute => ({
    name,
    type: nativeBackend().binding.TF_ATTR_TYPE,
    value,
  }),
};

/** TensorFlow's kernels by name. */
export type NativeKernels = typeof nativeKernels;
