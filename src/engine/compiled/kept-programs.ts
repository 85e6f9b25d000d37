import { buildNetwork, type Network, type NetworkOptions } from '../../model/network';
import type { Optimizer } from '../../optimizers/optimizer';
import type { ExecutionPlan } from '../../plan/execution-plan';
import type { RunSettings } from '../../plan/run-config';
import { formatStableJson } from '../../util/stable-json';
import type { TrainingTask } from '../engine';
import { TracedProgram } from '../tracing/program/program';

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
 * is known not to. Seed, learning rate and what follows from it are inputs of the graph.
 */
export function programKey({ settings, dataset }: TrainingTask, execution: ExecutionPlan): string {
  const { inputShape, classNames, scale, offset, train } = dataset;
  const { learningRate: _r, ...optimizer } = settings.optimizer;
  const irrelevant = {
    ...{ dataset: null, steps: null, stepsPerEpoch: null, schedule: null, earlyStopping: null },
    ...{ logEvery: null, evaluateEvery: null, checkpointEvery: null, evaluate: null },
    ...{ summaries: null, threads: null },
  };
  return formatStableJson({
    settings: { ...settings, ...irrelevant, optimizer },
    data: { inputShape, classCount: classNames.length, scale, offset, count: train.count },
    type: train.inputs.constructor.name,
    execution: { ...execution, threadUse: null },
  });
}

/** Programs beyond so many make room for others: a large one holds its weights three times. */
const mostPrograms = 8;

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

  /** Keeps a program for the next session; one more than there is room for is freed. */
  giveBack(key: string, compiled: CompiledProgram): void {
    const known = this.kept.get(key);
    if (known !== undefined) free(known);
    this.kept.delete(key);
    this.kept.set(key, compiled);
    const [oldest] = this.kept;
    if (this.kept.size <= mostPrograms || oldest === undefined) return;
    this.kept.delete(oldest[0]);
    free(oldest[1]);
  }

  /** Frees all. */
  dispose(): void {
    for (const compiled of this.kept.values()) free(compiled);
    this.kept.clear();
  }
}

function free({ network, program }: CompiledProgram): void {
  program.dispose();
  network.model.dispose();
}
