import { dataTypes, type Values } from '../../../tensorflow/data-types';
import {
  type NativeAttribute,
  type NativeBinding,
  nativeBackend,
} from '../../../tensorflow/native-backend';
import { countValues } from '../../../util/count-values';
import type { Attribute, Attributes } from '../ground/graph-node';
import { TraceError } from '../ground/trace-error';
import { addSimplified } from './simplify';
import type { TraceNodes, Value } from './trace';

/** Largest tensor made in JavaScript that becomes a constant of the graph, in values. */
const largestConstant = 1024;

/** What was recorded, and the tensors in it by the addon's number for them. */
export interface Recording {
  readonly nodes: TraceNodes;
  readonly values: Map<number, Value>;
}

/**
 * Runs `fn` with the addon replaced by one that forwards every call to it and records the kernels
 * that run, the edges between them and the constants that JavaScript makes.
 *
 * @throws TraceError at a call that can't be part of a graph.
 */
export function record<Result>(recording: Recording, fn: () => Result): Result {
  const backend = nativeBackend();
  const real = backend.binding;
  const { random } = Math;
  backend.binding = Object.create(real, bindingOverrides(recording, real));
  Math.random = () => {
    throw new TraceError(
      'Math.random',
      'its draw would be the same at every call',
      'Draw with a stateless random kernel whose seed is an input.',
    );
  };
  try {
    return fn();
  } finally {
    backend.binding = real;
    Math.random = random;
  }
}

/** Property descriptors: assignment fails where the addon's own property can't be written. */
function bindingOverrides(recording: Recording, real: NativeBinding): PropertyDescriptorMap {
  const { nodes, values } = recording;

  const executeOp: NativeBinding['executeOp'] = (op, attributes, inputIds, outputCount) => {
    const known = readAttributes(op, attributes, real);
    const inputs = inputIds.map((id) => values.get(id) ?? captureOutside(recording, real, op, id));
    const outputs = real.executeOp(op, attributes, inputIds, outputCount);
    const recorded = addSimplified({ op, inputs, attributes: known, outputs }, nodes);
    for (const [index, value] of recorded.entries()) {
      const output = outputs[index];
      if (output !== undefined) values.set(output.id, value);
    }
    return outputs;
  };

  const createTensor: NativeBinding['createTensor'] = (shape, dtype, data) => {
    if (!isNumeric(data)) {
      throw new TraceError('Const', 'it holds strings', 'Keep strings out of the function.');
    }
    const constant = captureConstant(recording, { shape, dtype, values: data });
    const id = real.createTensor(shape, dtype, data);
    values.set(id, constant);
    return id;
  };

  const tensorDataSync: NativeBinding['tensorDataSync'] = (id) => {
    const constant = values.get(id)?.constant;
    if (constant !== undefined) return constant.values;
    const source = values.get(id)?.source;
    throw new TraceError(
      source?.kind === 'node' ? source.node.op : 'dataSync',
      'its value is read in the middle of the function',
      'Return the tensor as an output and read it from there.',
    );
  };

  return Object.fromEntries(
    Object.entries({ executeOp, createTensor, tensorDataSync }).map(([name, value]) => [
      name,
      { value },
    ]),
  );
}

function isNumeric(data: unknown): data is Values {
  return data instanceof Float32Array || data instanceof Int32Array || data instanceof Uint8Array;
}

function captureConstant(
  { nodes }: Recording,
  constant: { shape: readonly number[]; dtype: number; values: Values },
): Value {
  if (constant.values.length > largestConstant) {
    throw new TraceError(
      'Const',
      `JavaScript made a tensor of ${constant.values.length} values, which every call would reuse`,
      'Pass it as an input, make it a variable, or compute it with kernels.',
    );
  }
  return nodes.constant({ ...constant, values: constant.values.slice() });
}

/** Takes over a small tensor that was made before the trace. */
function captureOutside(recording: Recording, real: NativeBinding, op: string, id: number): Value {
  const data = real.tensorDataSync(id);
  const dtype =
    data instanceof Float32Array
      ? dataTypes.float32
      : data instanceof Int32Array
        ? dataTypes.int32
        : dataTypes.bool;
  const shape = readShape(real, id, dtype);
  if (data.length > largestConstant || countValues(shape) !== data.length) {
    throw new TraceError(
      op,
      `it reads a tensor [${shape.join(', ')}] that is neither an input nor a variable`,
      'Pass the tensor as an input of the traced function, or make it a variable.',
    );
  }
  const value = captureConstant(recording, { shape, dtype, values: data });
  recording.values.set(id, value);
  return value;
}

function readShape(real: NativeBinding, id: number, dtype: number): number[] {
  const type = (name: string, value: number): NativeAttribute => ({
    name,
    type: real.TF_ATTR_TYPE,
    value,
  });
  const [shape] = real.executeOp(
    'Shape',
    [type('T', dtype), type('out_type', dataTypes.int32)],
    [id],
    1,
  );
  if (shape === undefined) throw new Error('Shape without output');
  const sizes = [...real.tensorDataSync(shape.id)];
  real.deleteTensor(shape.id);
  return sizes;
}

function readAttributes(
  op: string,
  attributes: readonly NativeAttribute[],
  binding: NativeBinding,
): Attributes {
  return Object.fromEntries(
    attributes.map((attribute) => [attribute.name, readAttribute(op, attribute, binding)]),
  );
}

function readAttribute(op: string, { name, type, value }: NativeAttribute, binding: NativeBinding) {
  const read = parseAttribute(type, value, binding);
  if (read !== undefined) return read;
  throw new TraceError(
    op,
    `its attribute ${name} has type ${type}, which is unknown here`,
    'Use another kernel, or run this function eagerly.',
  );
}

function parseAttribute(
  type: number,
  value: unknown,
  binding: NativeBinding,
): Attribute | undefined {
  const isList = Array.isArray(value);
  switch (type) {
    case binding.TF_ATTR_STRING:
      return isList ? undefined : { kind: 'string', value: String(value) };
    case binding.TF_ATTR_INT:
      return isList ? { kind: 'ints', value } : { kind: 'int', value: Number(value) };
    case binding.TF_ATTR_FLOAT:
      return isList ? { kind: 'floats', value } : { kind: 'float', value: Number(value) };
    case binding.TF_ATTR_BOOL:
      return isList ? { kind: 'bools', value } : { kind: 'bool', value: value === true };
    case binding.TF_ATTR_TYPE:
      return isList ? undefined : { kind: 'type', value: Number(value) };
    case binding.TF_ATTR_SHAPE:
      return isList ? { kind: 'shape', value } : undefined;
    default:
      return undefined;
  }
}
