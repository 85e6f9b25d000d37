import { buildNetwork, type Network, type NetworkOptions } from '../../model/network';
import type { Optimizer } from '../../optimizers/optimizer';
import type { ExecutionPlan } from '../../plan/execution-plan';
import type { Clipping } from '../clip-gradients';
import type { TrainingTask } from '../engine';
import { TracedProgram } from '../tracing/program/program';
import type { ProgramStart } from '../tracing/program/program-state';
import { findFoldable } from '../tracing/trace/find-foldable';
import { isSameBatch } from './compiled-batch';
import { type FunctionContext, traceStep } from './compiled-functions';
import { listRunNumbers } from './run-numbers';

/** A network as a native program. */
export interface CompiledProgram {
  /** What the program is traced from; its variables are those that the first run began with. */
  readonly network: Network;
  readonly program: TracedProgram;
  /** What its functions are traced from, those that come later too; it serves runs of its constants. */
  readonly context: FunctionContext;
  /** Of the run that has it now. */
  readonly drawSeeds: readonly number[];
}

/**
 * Makes a program of a network with its initial weights, with the training step and, where a call takes
 * several, the group of steps.
 */
export function compileNetwork(
  options: NetworkOptions,
  task: TrainingTask,
  optimizer: Optimizer,
  { division, stepsPerCall }: ExecutionPlan,
): CompiledProgram {
  const { settings, dataset } = task;
  const network = buildNetwork(options);
  const { trained: variables, untrained, kernels: decayed, drawSeeds } = network;
  const batchSize = Math.min(settings.batchSize, dataset.train.count);
  const all = listRunNumbers(network, settings.optimizer);
  const first = {
    network,
    dataset,
    loss: settings.loss,
    inputNumbers: Object.keys(all),
    constants: {},
  };
  const tried = traceStep(first, batchSize);
  const folded = findFoldable(tried, new Set(first.inputNumbers));
  const choose = (isFolded: boolean) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => folded.has(name) === isFolded));
  const [constants, numbers] = [choose(true), choose(false)];
  const context = { ...first, inputNumbers: Object.keys(numbers), constants };
  const traced = folded.size === 0 ? tried : traceStep(context, batchSize);

  const { precision } = settings;
  const program = new TracedProgram({
    ...{ variables, untrained, decayed, division, optimizer, numbers, main: 'step', precision },
  });
  program.defineStep('step', traced);
  if (stepsPerCall > 1) {
    const shared = isSameBatch(task) ? ['inputs', 'labels'] : [];
    program.defineStep('steps', traced, { times: stepsPerCall, shared });
  }
  return { network, program, context, drawSeeds };
}

/** What a run begins with, all of it. */
type RunStart = Required<ProgramStart>;

/** Hands what a run begins with, and the network that it is of, to `use`, and frees both. */
export function withStart<Result>(
  options: NetworkOptions,
  clipping: Clipping,
  optimizer: Optimizer,
  use: (start: RunStart, network: Network) => Result,
): Result {
  const network = buildNetwork(options);
  const { trained: variables, untrained, model } = network;
  try {
    return use(
      { variables, untrained, optimizer, numbers: listRunNumbers(network, clipping) },
      network,
    );
  } finally {
    model.dispose();
  }
}
