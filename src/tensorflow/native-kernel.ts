import { type NativeAttribute, nativeBackend, nativeId } from './native-backend';
import type { Tensor } from './types';

/** TensorFlow's number for float32. */
const float32 = 1;

/** Runs a kernel of TensorFlow on float32 tensors by its name, whether tfjs knows it or not. */
export function runNativeKernel(
  op: string,
  inputs: readonly Tensor[],
  attributes: readonly NativeAttribute[] = [],
  outputCount = 1,
): Tensor[] {
  const backend = nativeBackend();
  const type = { name: 'T', type: backend.binding.TF_ATTR_TYPE, value: float32 };
  return backend.binding
    .executeOp(op, [type, ...attributes], inputs.map(nativeId), outputCount)
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
