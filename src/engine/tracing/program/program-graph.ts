import type { Optimizer } from '../../../optimizers/optimizer';
import type { Values } from '../../../tensorflow/data-types';
import { dataTypes } from '../../../tensorflow/data-types';
import { lookUp } from '../../../util/look-up';
import { encodeGraph, encodeSavedModel, type Signature } from '../graph/encode-graph';
import { addAccess, addWrite, type VariableAccess } from '../graph/graph-access';
import { GraphBuilder } from '../graph/graph-builder';
import { addFunction, type GraphFunction } from '../graph/graph-function';
import { addStep, type Repetition } from '../graph/graph-step';
import { addHandles, listStored, type ProgramVariables } from '../graph/graph-variables';
import { stateVariables } from '../graph/optimizer-state';
import { addNumberWrite, addRunNumbers, type NumberAccess } from '../graph/run-numbers';
import { attribute, type GraphNode } from '../ground/graph-node';
import type { Partitions } from '../partition/partition';
import { partitionFunction } from '../partition/partition-function';
import { type Division, planPartitions } from '../partition/plan-partitions';
import { lowerProducts } from '../precision/lower-products';
import type { TracedFunction } from '../trace/trace-function';

/** A traced function as part of a program. */
export interface Definition {
  /** What the names of its nodes begin with: empty, or ending in `/`. */
  readonly prefix: string;
  readonly traced: TracedFunction;
  /** Whether the optimizer follows on the gradients that it returns. */
  readonly isStep: boolean;
  readonly repetition?: Repetition | undefined;
}

/** What a program consists of. */
export interface ProgramContents {
  readonly trained: ProgramVariables;
  readonly untrained: ProgramVariables;
  /** Names of the trained variables that weight decay is for. */
  readonly decayed?: ReadonlySet<string> | undefined;
  readonly optimizer?: Optimizer | undefined;
  readonly division?: Division | undefined;
  /** What products are computed in, where it is not float32. */
  readonly precision?: 'bfloat16' | undefined;
  /** Names of the numbers of the run. */
  readonly numbers: readonly string[];
  readonly definitions: ReadonlyMap<string, Definition>;
}

/** A program as one graph. */
export interface ProgramGraph {
  readonly nodes: readonly GraphNode[];
  readonly variables: ProgramVariables;
  readonly functions: ReadonlyMap<string, GraphFunction>;
  readonly access: VariableAccess;
  readonly numbers: NumberAccess;
}

/** Lays out the functions of a program over the same variables. */
export function buildProgramGraph(contents: ProgramContents): ProgramGraph {
  const { optimizer, definitions } = contents;
  const builder = new GraphBuilder();
  const partitions = choosePartitions(contents);
  const trained = new Map(
    [...contents.trained].map(([name, { shape }]) => [
      name,
      { shape, partition: partitions.get(name), decays: contents.decayed?.has(name) === true },
    ]),
  );
  const state = optimizer === undefined ? [] : stateVariables(optimizer, trained);
  const variables = new Map([...trained, ...contents.untrained, ...state]);
  const stored = listStored(variables);
  addHandles(builder, stored);
  const numbers = addRunNumbers(builder, contents.numbers);
  const functions = new Map<string, GraphFunction>();
  for (const [name, { prefix, traced, isStep, repetition }] of definitions) {
    if (isStep && optimizer === undefined) throw new Error(`Step "${name}" needs an optimizer`);
    const whole = partitionFunction(traced, partitions, isStep);
    const rewritten = contents.precision === 'bfloat16' ? lowerProducts(whole) : whole;
    functions.set(
      name,
      isStep && optimizer !== undefined
        ? addStep(
            { builder, variables: stored, optimizer, numbers: numbers.reads },
            prefix,
            rewritten,
            repetition,
          )
        : addFunction(builder, stored, numbers.reads, prefix, rewritten),
    );
  }
  const access = addAccess(builder, variables, numbers);
  return { nodes: builder.nodes, variables, functions, access, numbers };
}

/** The steps of a program share their variables: the first one decides how these lie. */
function choosePartitions({ definitions, division }: ProgramContents): Partitions {
  const step = [...definitions.values()].find(({ isStep }) => isStep);
  if (step === undefined || division === undefined) return new Map();
  return planPartitions(step.traced.nodes, division);
}

/** Encodes one function of a program as a GraphDef: what its outputs depend on. */
export function encodeFunction(program: ProgramGraph, name: string): Uint8Array {
  const byName = new Map(program.nodes.map((node) => [node.name, node]));
  const needed = new Set<GraphNode>();
  const pending = [...lookUp(program.functions, name).outputs.values()].map(({ tensor }) => tensor);
  for (let reference = pending.pop(); reference !== undefined; reference = pending.pop()) {
    const node = lookUp(byName, reference.replace(/^\^|:\d+$/g, ''));
    if (needed.has(node)) continue;
    needed.add(node);
    pending.push(...node.inputs);
  }
  return encodeGraph(program.nodes.filter((node) => needed.has(node)));
}

/**
 * Encodes a program as a SavedModel that carries the values of its variables and numbers, with a signature per
 * function. TensorFlow sets the variables when it loads the model.
 */
export function encodeWithValues(
  program: ProgramGraph,
  values: Readonly<Record<string, { readonly values: Values }>>,
  numbers: Readonly<Record<string, number>>,
): Uint8Array {
  const builder = new GraphBuilder();
  builder.nodes.push(...program.nodes);
  const assignments: string[] = [];
  for (const [name, variable] of program.variables) {
    const content = values[name];
    if (content === undefined) throw new Error(`No value of ${name}`);
    const constant = { dtype: dataTypes.float32, shape: variable.shape, values: content.values };
    const attributes = {
      dtype: attribute.type(dataTypes.float32),
      value: { kind: 'tensor', value: constant },
    } as const;
    const value = builder.add('Const', `saved/${name}/value`, [], attributes);
    assignments.push(...addWrite(builder, `saved/${name}`, name, variable, value));
  }
  for (const [name, value] of Object.entries(numbers)) {
    const at = `saved/numbers/${name}`;
    const handle = lookUp(program.numbers.handles, name);
    assignments.push(addNumberWrite(builder, at, handle, builder.scalar(`${at}/value`, value)));
  }
  const after = assignments.map((node) => `^${node}`);
  const mainOp = builder.add('NoOp', 'saved/restore', after, {});
  const signatures = [...program.functions].map(([name, fn]) => [name, describeFunction(fn)]);
  return encodeSavedModel(builder.nodes, { mainOp, signatures: Object.fromEntries(signatures) });
}

function describeFunction({ inputs, outputs }: GraphFunction): Signature {
  const fed = [...inputs].map(([name, { placeholder, shape, dtype }]) => [
    name,
    { tensor: `${placeholder}:0`, shape, dtype: dataTypes[dtype] },
  ]);
  return { inputs: Object.fromEntries(fed), outputs: Object.fromEntries(outputs) };
}
