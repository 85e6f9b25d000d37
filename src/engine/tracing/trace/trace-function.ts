import { allocateValues, dataTypes } from '../../../tensorflow/data-types';
import {
  type NativeTensor,
  nativeBackend,
  nativeId,
  typeAttribute,
} from '../../../tensorflow/native-backend';
import { tf } from '../../../tensorflow/tensorflow';
import type { Tensor, Variable } from '../../../tensorflow/types';
import { countValues } from '../../../util/count-values';
import type { TensorSpec, TensorSpecs } from '../ground/tensor-spec';
import { TraceError } from '../ground/trace-error';
import { type Recording, record } from './record';
import { currentScope, withGradientScopes, withScope } from './scopes';
import { pruneNodes, type TraceNode, TraceNodes, type Value } from './trace';

/** A function to trace, written with ordinary tfjs operations. */
export interface TraceRequest<Specs extends TensorSpecs> {
  readonly inputs: Specs;
  /** The variables that it may read, by the names that they get in the graph. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** Called once. What it computes in JavaScript is part of the graph as a constant. */
  body(inputs: { readonly [Name in keyof Specs]: Tensor }): Readonly<Record<string, Tensor>>;
}

/** A function as kernels and the edges between them, in an order in which they can run. */
export interface TracedFunction {
  /** Those inputs that the outputs depend on. */
  readonly inputs: TensorSpecs;
  readonly nodes: readonly TraceNode[];
  readonly outputs: ReadonlyMap<string, Value>;
}

/**
 * Runs a function once on zeros and records the kernels that it runs on. Shapes are those of this
 * one call.
 *
 * @throws TraceError when the function does something that a graph can't.
 */
export function traceFunction<Specs extends TensorSpecs>(
  request: TraceRequest<Specs>,
): TracedFunction {
  const recording: Recording = { nodes: new TraceNodes(currentScope), values: new Map() };
  const outputs = new Map<string, Value>();
  for (const [name, variable] of request.variables) {
    const value: Value = {
      source: { kind: 'variable', name },
      shape: variable.shape,
      dtype: dataTypes.float32,
    };
    recording.values.set(nativeId(variable), value);
  }
  const samples = Object.entries(request.inputs).map(([name, spec]) =>
    makeSample(name, spec, recording),
  );
  tf.tidy(() => {
    record(recording, () => {
      const inputs = samples.map(({ name, tensor }) => [
        name,
        withScope('input', () => wrapSample(tensor)),
      ]);
      const results = withGradientScopes(() =>
        request.body(Object.fromEntries(inputs) as { [Name in keyof Specs]: Tensor }),
      );
      for (const [name, tensor] of Object.entries(results)) {
        outputs.set(name, findValue(recording, name, tensor));
      }
    });
  });
  const nodes = pruneNodes(recording.nodes.nodes, outputs);
  const sources = [
    ...nodes.flatMap((node) => node.inputs.map((value) => value.source)),
    ...[...outputs.values()].map((value) => value.source),
  ];
  const used = new Set(sources.flatMap((source) => (source.kind === 'input' ? [source.name] : [])));
  const inputs = Object.entries(request.inputs).filter(([name]) => used.has(name));
  return { inputs: Object.fromEntries(inputs), nodes, outputs };
}

/** Makes the zeros that stand for an input. */
function makeSample(name: string, spec: TensorSpec, recording: Recording) {
  const { binding } = nativeBackend();
  const dtype = dataTypes[spec.dtype];
  const shape = [...spec.shape];
  const id = binding.createTensor(shape, dtype, allocateValues(spec.dtype, countValues(shape)));
  recording.values.set(id, { source: { kind: 'input', name }, shape, dtype });
  return { name, tensor: { id, shape, dtype } };
}

/** Hands a sample over to tfjs, which frees it; bytes become float32 on the way. */
function wrapSample(sample: NativeTensor): Tensor {
  const backend = nativeBackend();
  if (sample.dtype !== dataTypes.uint8) return backend.createOutputTensor(sample);
  const { binding } = backend;
  const attributes = [
    typeAttribute('SrcT', 'uint8'),
    typeAttribute('DstT', 'float32'),
    { name: 'Truncate', type: binding.TF_ATTR_BOOL, value: false },
  ];
  const [cast] = binding.executeOp('Cast', attributes, [sample.id], 1);
  binding.deleteTensor(sample.id);
  if (cast === undefined) throw new Error('Cast without output');
  return backend.createOutputTensor(cast);
}

function findValue(recording: Recording, name: string, tensor: Tensor): Value {
  const value = recording.values.get(nativeId(tensor));
  if (value !== undefined) return value;
  throw new TraceError(
    'Identity',
    `output "${name}" was not computed in the function`,
    'Return tensors that the function computes from its inputs and variables.',
  );
}
