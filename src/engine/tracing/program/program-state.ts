import type { Optimizer } from '../../../optimizers/optimizer';
import { nativeBackend, nativeId } from '../../../tensorflow/native-backend';
import type { Variable } from '../../../tensorflow/types';
import { lookUp } from '../../../util/look-up';
import { optimizerNumbers } from '../graph/optimizer-state';
import type { FunctionInput } from '../ground/tensor-spec';
import { type Fed, feedInputs } from '../native/native-call';
import type { NativeSession } from '../native/native-session';
import type { ProgramGraph } from './program-graph';

/** What a run begins with: its values can differ between runs of one program. */
export interface ProgramStart {
  /** Trained variables by name. The program copies their values when it first runs. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** Variables that the optimizer leaves alone; a step may set them (`nextValueOutput`). */
  readonly untrained?: ReadonlyMap<string, Variable>;
  /** What steps of the program update variables with; the numbers of its settings count as `numbers`. */
  readonly optimizer?: Optimizer;
  /** Inputs of functions that are the same in every call of a run, by name: they are set, not fed. */
  readonly numbers?: Readonly<Record<string, number>>;
}

/** A loaded program. */
export interface Loaded {
  readonly graph: ProgramGraph;
  readonly session: NativeSession;
}

/** The numbers of a run, those of its optimizer among them. */
export function listNumbers({ optimizer, numbers }: ProgramStart): Record<string, number> {
  return { ...numbers, ...(optimizer !== undefined && optimizerNumbers(optimizer)) };
}

/** Values for the placeholders of variables. */
type VariableFeeds = Pick<Fed, 'ids' | 'names'>;

/** Sets variables and the numbers of the run by `output`, one of those of `VariableAccess`. */
export function setVariables(
  { graph, session }: Loaded,
  numbers: Readonly<Record<string, number>>,
  variables: VariableFeeds,
  output: string,
): void {
  const inputs = [...graph.numbers.placeholders].map(
    ([name, placeholder]): [string, FunctionInput] => [
      name,
      { shape: [], dtype: 'float32', placeholder },
    ],
  );
  const values = Object.entries(numbers).map(([name, value]) => [name, Float32Array.of(value)]);
  const fed = feedInputs('the start of a run', new Map(inputs), Object.fromEntries(values));
  try {
    const names = [variables.names, fed.names].filter((list) => list !== '').join();
    runForEffect(session, [...variables.ids, ...fed.ids], names, output);
  } finally {
    fed.free();
  }
}

/** Sets variables to what a run begins with, and fills those of the optimizer. */
export function initialize(
  loaded: Loaded,
  { variables, untrained = new Map<string, Variable>() }: ProgramStart,
  numbers: Readonly<Record<string, number>>,
): void {
  const { access } = loaded.graph;
  const values = new Map([...variables, ...untrained]);
  const names = [...values.keys()].map((name) => `${lookUp(access.placeholders, name)}:0`).join();
  const ids = [...values.values()].map(nativeId);
  setVariables(loaded, numbers, { ids, names }, access.initialize);
}

/** Hands the variables over to a new session, without a copy in JavaScript, and closes the old. */
export function moveVariables(
  from: Loaded,
  to: Loaded,
  numbers: Readonly<Record<string, number>>,
): void {
  const { binding } = nativeBackend();
  const names = [...from.graph.variables.keys()];
  const reads = names.map((name) => lookUp(from.graph.access.reads, name));
  const ids = from.session.run([], '', reads.join()).map(({ id }) => id);
  from.session.close();
  try {
    const { placeholders, writeAll } = to.graph.access;
    const targets = names.map((name) => `${lookUp(placeholders, name)}:0`).join();
    setVariables(to, numbers, { ids, names: targets }, writeAll);
  } finally {
    for (const id of ids) binding.deleteTensor(id);
  }
}

function runForEffect(session: NativeSession, ids: number[], names: string, output: string): void {
  const { binding } = nativeBackend();
  for (const { id } of session.run(ids, names, output)) binding.deleteTensor(id);
}
