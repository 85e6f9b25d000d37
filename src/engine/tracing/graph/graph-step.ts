import { numberNames, type Optimizer } from '../../../optimizers/optimizer';
import { dataTypes } from '../../../tensorflow/data-types';
import { lookUp } from '../../../util/look-up';
import { gradientOutput, nextValueOutput } from '../ground/graph-names';
import { attribute } from '../ground/graph-node';
import type { TensorSpec, TensorSpecs } from '../ground/tensor-spec';
import { findAncestors, type TraceNode } from '../trace/trace';
import type { TracedFunction } from '../trace/trace-function';
import type { GraphBuilder } from './graph-builder';
import {
  addOutput,
  addPlaceholders,
  type FunctionOutput,
  type GraphFunction,
  type RunNumberReads,
  withoutNumbers,
} from './graph-function';
import { addUpdates, updateForm } from './graph-update';
import { type ProgramVariables, readOnce } from './graph-variables';
import { type Instance, instantiate } from './instantiate';

/** How many steps one call takes, and which inputs all of them share. */
export interface Repetition {
  readonly times: number;
  readonly shared: readonly string[];
}

/** What a step becomes part of. */
export interface StepContext {
  readonly builder: GraphBuilder;
  readonly variables: ProgramVariables;
  readonly optimizer: Optimizer;
  readonly numbers: RunNumberReads;
}

/**
 * Adds a training step: a traced function, then the optimizer on every variable whose gradient it
 * returns, and the next values of those that it sets itself. The outputs see the variables as they
 * were before the step.
 *
 * It takes the optimizer's numbers of the step as inputs of their names, the learning rate among them. With a
 * repetition, several steps follow each other in one call. Inputs that they don't share, these numbers
 * among them, and outputs are stacked along a new first dimension.
 */
export function addStep(
  context: StepContext,
  prefix: string,
  traced: TracedFunction,
  repetition?: Repetition,
): GraphFunction {
  const { builder, optimizer, numbers } = context;
  const fed = numberNames(optimizer, updateForm(optimizer)).map((name) => [name, scalar]);
  const stepInputs = { ...withoutNumbers(traced.inputs, numbers), ...Object.fromEntries(fed) };
  if (repetition === undefined) {
    const inputs = addPlaceholders(builder, prefix, stepInputs);
    const changes = new Map<string, string>();
    const results = addOneStep(context, traced, changes, {
      prefix,
      constantPrefix: prefix,
      input: (name) => numbers.get(name) ?? lookUp(inputs, name).placeholder,
    });
    const outputs = new Map<string, FunctionOutput>();
    for (const [name, value] of results) {
      const type = lookUp(traced.outputs, name);
      const at = `${prefix}output/${name}`;
      outputs.set(name, addOutput(builder, at, value, type, [...changes.values()]));
    }
    return { inputs, outputs };
  }
  return addRepeatedStep(context, prefix, traced, stepInputs, repetition);
}

const float = attribute.type(dataTypes.float32);
const scalar: TensorSpec = { shape: [], dtype: 'float32' };

function addRepeatedStep(
  context: StepContext,
  prefix: string,
  traced: TracedFunction,
  stepInputs: TensorSpecs,
  { times, shared }: Repetition,
): GraphFunction {
  const { builder, numbers } = context;
  const specs = Object.entries(stepInputs).map(([name, spec]): [string, TensorSpec] => [
    name,
    shared.includes(name) ? spec : { ...spec, shape: [times, ...spec.shape] },
  ]);
  const inputs = addPlaceholders(builder, prefix, Object.fromEntries(specs));
  const unpacked = new Map<string, string>();
  for (const [name, { dtype, placeholder }] of inputs) {
    if (shared.includes(name)) continue;
    const attributes = {
      T: attribute.type(dataTypes[dtype]),
      num: attribute.int(times),
      axis: attribute.int(0),
    };
    unpacked.set(name, builder.add('Unpack', `${prefix}steps/${name}`, [placeholder], attributes));
  }

  const changes = new Map<string, string>();
  const results = new Map<string, string[]>();
  for (let step = 0; step < times; step += 1) {
    const outputs = addOneStep(context, traced, changes, {
      prefix: `${prefix}step${step + 1}/`,
      constantPrefix: prefix,
      input: (name) => {
        const stacked = unpacked.get(name);
        if (stacked !== undefined) return `${stacked}:${step}`;
        return numbers.get(name) ?? lookUp(inputs, name).placeholder;
      },
    });
    for (const [name, value] of outputs) results.set(name, [...(results.get(name) ?? []), value]);
  }

  const outputs = new Map<string, FunctionOutput>();
  for (const [name, values] of results) {
    const { shape, dtype } = lookUp(traced.outputs, name);
    const stacked = { shape: [times, ...shape], dtype };
    const packed = builder.add('Pack', `${prefix}steps/${name}`, values, {
      T: attribute.type(dtype),
      N: attribute.int(times),
      axis: attribute.int(0),
    });
    const at = `${prefix}output/${name}`;
    outputs.set(name, addOutput(builder, at, packed, stacked, [...changes.values()]));
  }
  return { inputs, outputs };
}

/** Where a single step stands and what it is fed. */
interface StepBindings {
  readonly prefix: string;
  readonly constantPrefix: string;
  input(name: string): string;
}

/** One step behind `changes`, which then holds the changes of this one. */
function addOneStep(
  { builder, variables, optimizer }: StepContext,
  traced: TracedFunction,
  changes: Map<string, string>,
  bindings: StepBindings,
): Map<string, string> {
  const readVariable = readOnce(builder, variables, bindings.prefix, changes);
  const instance = instantiate(traced, builder, { ...bindings, readVariable });
  const outputs = new Map(instance.outputs);
  const gradients = takeOutputs(outputs, variables, gradientOutput);
  const updates = addUpdates(builder, optimizer, {
    ...bindings,
    gradients,
    readVariable,
    decays: (variable) => variables.get(variable)?.decays === true,
    lateReaders: findLateReaders(traced, instance),
  });
  for (const [variable, value] of takeOutputs(outputs, variables, nextValueOutput)) {
    // Behind the step's own read, which may not be among what the value was computed from.
    const inputs = [variable, value, `^${readVariable(variable)}`];
    const name = `${bindings.prefix}${variable}/Write`;
    updates.set(variable, builder.add('AssignVariableOp', name, inputs, { dtype: float }));
  }
  for (const [variable, node] of updates) changes.set(variable, node);
  return outputs;
}

/** Takes the outputs that concern variables out of those of a step, by variable. */
function takeOutputs(
  outputs: Map<string, string>,
  variables: ProgramVariables,
  outputOf: (variable: string) => string,
): Map<string, string> {
  const taken = new Map<string, string>();
  for (const variable of variables.keys()) {
    const value = outputs.get(outputOf(variable));
    if (value === undefined) continue;
    taken.set(variable, value);
    outputs.delete(outputOf(variable));
  }
  return taken;
}

/**
 * The nodes that use a variable's value without its gradient depending on them. The update waits
 * for them, because an update in place would have to copy what others still hold. For the others
 * there is no need, and a control edge from them would keep TensorFlow from fusing them.
 */
function findLateReaders(traced: TracedFunction, instance: Instance): Map<string, string[]> {
  const late = new Map<string, string[]>();
  for (const variable of new Set(traced.nodes.flatMap(readVariables))) {
    const gradient = traced.outputs.get(gradientOutput(variable));
    if (gradient === undefined) continue;
    const earlier = findAncestors(traced.nodes, [gradient.source]);
    const nodes = traced.nodes.filter(
      (node) => readVariables(node).includes(variable) && !earlier.has(node),
    );
    late.set(
      variable,
      nodes.map((node) => lookUp(instance.names, node)),
    );
  }
  return late;
}

function readVariables(node: TraceNode): string[] {
  return node.inputs.flatMap(({ source }) => (source.kind === 'variable' ? [source.name] : []));
}
