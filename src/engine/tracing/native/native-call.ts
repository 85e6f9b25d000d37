import { dataTypes, hasType, type Values } from '../../../tensorflow/data-types';
import { nativeBackend } from '../../../tensorflow/native-backend';
import { countValues } from '../../../util/count-values';
import type { FunctionInput } from '../ground/tensor-spec';
import type { NativeSession } from './native-session';

/** A tensor that came out of a call. */
export interface TensorValues {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Values;
}

/** Inputs of a call as native tensors. */
export interface Fed {
  readonly ids: number[];
  /** `x:0,y:0` */
  readonly names: string;
  /** Frees the tensors. */
  free(): void;
}

/**
 * Hands inputs over to TensorFlow. They are checked first: a run that fails leaks in the addon.
 *
 * @param call what is called, for messages.
 */
export function feedInputs(
  call: string,
  inputs: ReadonlyMap<string, FunctionInput>,
  feeds: Readonly<Record<string, Values>>,
): Fed {
  for (const [name, { shape, dtype }] of inputs) {
    const values = feeds[name];
    if (values === undefined) throw new Error(`${call} was called without "${name}"`);
    if (!hasType(values, dtype) || values.length !== countValues(shape)) {
      const given = `${values.constructor.name} of ${values.length} values`;
      throw new Error(`${call} takes "${name}" as ${dtype} [${shape.join(', ')}], not ${given}`);
    }
  }
  const { binding } = nativeBackend();
  const ids: number[] = [];
  const names: string[] = [];
  for (const [name, { shape, dtype, placeholder }] of inputs) {
    ids.push(binding.createTensor(shape, dataTypes[dtype], feeds[name]));
    names.push(`${placeholder}:0`);
  }
  return {
    ids,
    names: names.join(),
    free: () => {
      for (const id of ids) binding.deleteTensor(id);
    },
  };
}

/** Runs what some tensors depend on and reads them into JavaScript. */
export function fetchOutputs(
  session: NativeSession,
  inputIds: readonly number[],
  inputNames: string,
  names: readonly string[],
  tensors: readonly string[],
): Record<string, TensorValues> {
  const { binding } = nativeBackend();
  const outputs = session.run(inputIds, inputNames, tensors.join());
  const results: Record<string, TensorValues> = {};
  for (const [index, { id, shape }] of outputs.entries()) {
    results[names[index] ?? ''] = { shape, values: binding.tensorDataSync(id) };
    binding.deleteTensor(id);
  }
  return results;
}
