import { defaults } from '../spec/defaults';
import { describeStep, type OutputFacts, type StepFacts } from './network/step-facts';
import type { RunSettings } from './run-config';

/*
 * How runs are executed: how many threads, how many steps and examples in one call, what lies in
 * pieces. This module owns every such number. Threads and pieces decide the last digits of results,
 * so that settings alone decide them, on whichever machine. "Work" is in multiplications and
 * additions of a training step, as `describeStep` gives it. The numbers were measured on two cores.
 */

/** How TensorFlow uses the cores that a run is given. */
export interface ThreadUse {
  /** Threads that one kernel is spread over. They decide the last digits of results. */
  readonly threads: number;
  /** Kernels that may run beside each other; they change no number. */
  readonly kernelsAtOnce: number;
}

/** Which weights of dense layers lie in pieces, for several cores to multiply and update. */
export interface Division {
  /** At most. */
  readonly pieces: number;
  /** Multiplications that each piece of a product has, at least. */
  readonly leastProducts: number;
  /** Pieces end at multiples of so many values. */
  readonly alignment: number;
}

/** How one run is executed. */
export interface ExecutionPlan {
  readonly threadUse: ThreadUse;
  /** Steps in one call of native code, where as many are to be taken. */
  readonly stepsPerCall: number;
  /** Examples that are evaluated in one call: one size or two, the smaller first. */
  readonly evaluationBatchSizes: readonly number[];
  readonly division: Division;
}

/**
 * Examples that go through a network at once when a split is evaluated: many enough to keep the
 * cores busy, few enough that the activations of a CNN stay small beside its weights.
 */
export const evaluationBatchSize = 250;

/** Examples that are enough at once to be worth a call. */
const smallestBatchSize = 50;

/** From so much work, whole splits go in large batches: weights are read less often. */
const largeWork = 1e9;

/** Up to so much work, handing kernels to other threads takes longer than it saves. */
const serialWork = 6e7;

/** Up to so much, each kernel is done before a second thread is awake. */
const unspreadWork = 5e8;

/** Threads of a run wait for each other in a good part of a step, so that a core serves two. */
const threadsPerCore = 2;

/**
 * 5e6 multiplications take longer than a thread to wake up. Vector registers hold 16 values of float32:
 * kernels lose little at edges that end with them.
 */
const worthwhilePiece = { leastProducts: 5e6, alignment: 16 };

/** Weights lie in two pieces for a single thread, too: there they cost nothing. */
const fewestPieces = 2;

/**
 * How many steps one call takes: more where the call itself would cost as much as a step. In runs
 * shorter than `fromSteps`, preparing the graph of a group would take longer than it saves.
 */
const groupings = [
  { upToWork: 2e7, times: 20, fromSteps: 200 },
  { upToWork: 1e9, times: 10, fromSteps: 2000 },
] as const;

/** Plans how a run is executed, from its settings and from what its data are. */
export function planExecution(
  settings: Pick<RunSettings, 'model' | 'batchSize' | 'steps' | 'threads'>,
  dataset: OutputFacts,
): ExecutionPlan {
  const { batchSize, steps, threads = defaults.threads } = settings;
  const facts = describeStep(settings, dataset);
  return {
    threadUse: useThreads(threads, facts),
    stepsPerCall: groupSteps(steps, facts),
    evaluationBatchSizes: chooseEvaluationBatchSizes(batchSize, facts),
    division: { pieces: countPieces(threads), ...worthwhilePiece },
  };
}

/**
 * What a run makes of the threads that its settings give it. Convolutions are spread over all of
 * them; the products of dense layers lie in pieces, which run beside each other.
 */
export function useThreads(given: number, { work, hasConvolutions }: StepFacts): ThreadUse {
  return {
    threads: work >= unspreadWork && hasConvolutions ? given : 1,
    kernelsAtOnce: work < serialWork ? 1 : given,
  };
}

/** As many pieces as threads: each multiplies and updates one. */
function countPieces(threads: number): number {
  return Math.max(fewestPieces, threads);
}

function groupSteps(steps: number, { work }: StepFacts): number {
  const grouping = groupings.find(({ upToWork }) => work < upToWork);
  return grouping !== undefined && steps >= grouping.fromSteps ? grouping.times : 1;
}

/**
 * Sizes near that of training batches, which fit whole then. Each size more is one more graph.
 */
function chooseEvaluationBatchSizes(trainingBatchSize: number, { work }: StepFacts): number[] {
  const size = Math.min(Math.max(trainingBatchSize, smallestBatchSize), evaluationBatchSize);
  return work < largeWork ? [size] : [...new Set([size, evaluationBatchSize])];
}

/**
 * How many runs a grid trains at once. By default one per core, and fewer where each has many
 * threads: runs beside each other get more done than the threads of one. It changes no number.
 *
 * @param threads of the run that has most.
 * @param asked as many as the user wants.
 */
export function chooseJobs(
  runCount: number,
  cores: number,
  threads: number,
  asked = Math.floor((threadsPerCore * cores) / threads),
): number {
  return Math.max(1, Math.min(asked, runCount, cores));
}
