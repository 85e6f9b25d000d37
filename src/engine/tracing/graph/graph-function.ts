import { dataTypes } from '../../../tensorflow/data-types';
import { lookUp } from '../../../util/look-up';
import { attribute } from '../ground/graph-node';
import type { FunctionInput, TensorSpecs } from '../ground/tensor-spec';
import type { TracedFunction } from '../trace/trace-function';
import type { GraphBuilder } from './graph-builder';
import { type ProgramVariables, readOnce } from './graph-variables';
import { instantiate } from './instantiate';

/** An output of a function in a graph. */
export interface FunctionOutput {
  /** `node:0` */
  readonly tensor: string;
  readonly shape: readonly number[];
  readonly dtype: number;
}

/** A function in a graph, as a session runs it. */
export interface GraphFunction {
  readonly inputs: ReadonlyMap<string, FunctionInput>;
  readonly outputs: ReadonlyMap<string, FunctionOutput>;
}

/** The node that reads each number of the run, by name: inputs of these names are not fed. */
export type RunNumberReads = ReadonlyMap<string, string>;

/** Those of some inputs that have to be fed. */
export function withoutNumbers(inputs: TensorSpecs, numbers: RunNumberReads): TensorSpecs {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !numbers.has(name)));
}

/** Adds a traced function that leaves the variables as they are. */
export function addFunction(
  builder: GraphBuilder,
  variables: ProgramVariables,
  numbers: RunNumberReads,
  prefix: string,
  traced: TracedFunction,
): GraphFunction {
  const inputs = addPlaceholders(builder, prefix, withoutNumbers(traced.inputs, numbers));
  const instance = instantiate(traced, builder, {
    prefix,
    constantPrefix: prefix,
    input: (name) => numbers.get(name) ?? lookUp(inputs, name).placeholder,
    readVariable: readOnce(builder, variables, prefix),
  });
  const outputs = new Map<string, FunctionOutput>();
  for (const [name, value] of instance.outputs) {
    const type = lookUp(traced.outputs, name);
    outputs.set(name, addOutput(builder, `${prefix}output/${name}`, value, type, []));
  }
  return { inputs, outputs };
}

/** Adds what feeds a function. */
export function addPlaceholders(
  builder: GraphBuilder,
  prefix: string,
  specs: TensorSpecs,
): Map<string, FunctionInput> {
  const inputs = new Map<string, FunctionInput>();
  for (const [name, spec] of Object.entries(specs)) {
    const attributes = {
      dtype: attribute.type(dataTypes[spec.dtype]),
      shape: attribute.shape(spec.shape),
    };
    const at = `${prefix}input/${name}`;
    const placeholder = builder.add('Placeholder', at, [], attributes, [spec.shape]);
    inputs.set(name, { ...spec, placeholder });
  }
  return inputs;
}

/** Adds a tensor to fetch, which is ready when all of `after` have run. */
export function addOutput(
  builder: GraphBuilder,
  name: string,
  value: string,
  type: { readonly shape: readonly number[]; readonly dtype: number },
  after: readonly string[],
): FunctionOutput {
  const { shape, dtype } = type;
  const inputs = [value, ...after.map((node) => `^${node}`)];
  const node = builder.add('Identity', name, inputs, { T: attribute.type(dtype) }, [shape]);
  return { tensor: `${node}:0`, shape, dtype };
}
