import { buildNetwork, type Network, type NetworkOptions } from '../../model/network';
import type { Optimizer } from '../../optimizers/optimizer';
import type { ExecutionPlan } from '../../plan/execution-plan';
import type { RunSettings } from '../../plan/run-config';
import { formatStableJson } from '../../util/stable-json';
import type { TrainingTask } from '../engine';
import { TracedProgram } from '../tracing/program/program';
import { isSameBatch } from './compiled-batch';

/** A network as a native program. */
export interface CompiledProgram {
  /** What the program is traced from; its variables are those that the first run began with. */
  readonly network: Network;
  readonly program: TracedProgram;
  /** Of the run that has it now. */
  readonly drawSeeds: readonly number[];
}

/** Makes a program of a network with its initial weights. */
export function compileNetwork(
  options: NetworkOptions,
  optimizer: Optimizer,
  { division }: Pick<ExecutionPlan, 'division'>,
  precision: RunSettings['precision'],
): CompiledProgram {
  const network = buildNetwork(options);
  const program = new TracedProgram({
    variables: network.trained,
    untrained: network.untrained,
    decayed: network.kernels,
    division,
    optimizer,
    main: 'step',
    precision,
  });
  return { network, program, drawSeeds: network.drawSeeds };
}

/**
 * All that the graph of a run hangs on: runs of equal keys can have one program, one after the other.
 * What does not matter to it is taken out of the settings by name, so that a new setting counts until it
 * is known not to. Seed, learning rate and what follows from it are inputs of the graph, and weights are
 * written into it whatever they were drawn by.
 */
export function programKey(task: TrainingTask, execution: ExecutionPlan): string {
  const { settings, dataset } = task;
  const { inputShape, classNames, scale, offset, train } = dataset;
  const { learningRate: _r, ...optimizer } = settings.optimizer;
  const irrelevant = {
    ...{ dataset: null, steps: null, stepsPerEpoch: null, schedule: null, earlyStopping: null },
    ...{ logEvery: null, evaluateEvery: null, checkpointEvery: null, evaluate: null },
    ...{ summaries: null, threads: null, augment: null },
  };
  return formatStableJson({
    settings: withoutInitializers({ ...settings, ...irrelevant, optimizer }),
    data: { inputShape, classCount: classNames.length, scale, offset, count: train.count },
    type: train.inputs.constructor.name,
    isSameBatch: isSameBatch(task),
    execution: { ...execution, threadUse: null },
  });
}

/** Leaves out what initial weights are drawn by, wherever it stands. */
function withoutInitializers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutInitializers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      /initializer$/i.test(key) ? [] : [[key, withoutInitializers(inner)]],
    ),
  );
}

/**
 * Programs that are kept have so many weights together: with the state of the optimizer, the copy that
 * they were traced from and the graph, some 600 MB at most.
 */
const mostWeights = 3e7;

/** A small one takes memory too, some megabytes. */
const mostPrograms = 50;

/** Programs that no session has at the moment, by their keys. */
export class KeptPrograms {
  /** The most recent last. */
  private readonly kept = new Map<string, CompiledProgram>();

  /**
   * Takes a program, with the initial weights of a network and nothing of the runs before.
   *
   * @returns undefined where there is none of this key.
   */
  take(key: string, options: NetworkOptions): CompiledProgram | undefined {
    const compiled = this.kept.get(key);
    if (compiled === undefined) return undefined;
    this.kept.delete(key);
    const { model, trained, untrained, drawSeeds } = buildNetwork(options);
    try {
      compiled.program.restart(new Map([...trained, ...untrained]));
    } finally {
      model.dispose();
    }
    return { ...compiled, drawSeeds };
  }

  /** Keeps a program for the next session; those that were used least recently make room. */
  giveBack(key: string, compiled: CompiledProgram): void {
    const known = this.kept.get(key);
    if (known !== undefined) free(known);
    this.kept.delete(key);
    this.kept.set(key, compiled);
    this.makeRoom();
  }

  private makeRoom(): void {
    let [programs, weights] = [0, 0];
    for (const [key, compiled] of [...this.kept].reverse()) {
      programs += 1;
      weights += countWeights(compiled);
      if (programs <= mostPrograms && weights <= mostWeights) continue;
      this.kept.delete(key);
      free(compiled);
    }
  }

  /** Frees all. */
  dispose(): void {
    for (const compiled of this.kept.values()) free(compiled);
    this.kept.clear();
  }
}

function countWeights({ network }: CompiledProgram): number {
  return [...network.trained.values()].reduce((sum, { size }) => sum + size, 0);
}

function free({ network, program }: CompiledProgram): void {
  program.dispose();
  network.model.dispose();
}
