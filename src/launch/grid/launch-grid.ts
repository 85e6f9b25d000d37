import type { DatasetFolders } from '../../datasets/dataset-sources';
import { LeaseWatch } from '../../leases/lease-watch';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import type { RunStatus } from '../../records/status';
import type { FailurePolicy } from '../failure-policy';
import type { Launcher } from '../launcher';
import { holdExperiment } from './hold-experiment';
import { hyperparameterRows, writeHyperparameters } from './hparams-table';
import { type FoundRun, makeRoomForPlan } from './make-room';
import { planTasks, planThreads, type ThreadUses } from './plan-tasks';
import { runRungs } from './run-rungs';
import { type SurveyOptions, surveyGrid } from './survey-grid';
import { writePlan } from './write-plan';

/** How a grid is run. */
export interface GridOptions extends Omit<SurveyOptions, 'isOwner'> {
  readonly directory: ExperimentDirectory;
  /**
   * Whether this launch plans the grid: it takes the experiment, writes what belongs to all of it, and
   * waits for runs that others execute. Otherwise it helps with what another has planned.
   */
  readonly isOwner: boolean;
  readonly launcher: Launcher;
  readonly sources: DatasetFolders;
  /** Runs at once; by default what serves throughput. */
  readonly jobs?: number | undefined;
  readonly policy: FailurePolicy;
  /** Whether each run has a process of its own; otherwise processes stay for many runs. */
  readonly isolate: boolean;
}

/** A grid under way. */
export interface GridLaunch {
  /** Settles when nothing runs any more. */
  readonly ended: Promise<readonly RunResult[]>;
  /** Starts nothing more and asks what runs to end with a checkpoint. */
  stop(): void;
  /** Ends everything at once. */
  kill(): void;
}

/** A run and how it stands; without a status where it was not reached. */
export interface RunResult {
  readonly run: RunConfig;
  readonly status: RunStatus | undefined;
}

/**
 * Runs what is missing of a grid, first in first out, several at once. A run that fails or diverges
 * does not keep the others from going on.
 *
 * @throws UserError where another process runs the experiment, the results folder can't be written,
 * or nothing can be executed here.
 */
export async function launchGrid(plan: ExperimentPlan, options: GridOptions): Promise<GridLaunch> {
  const { directory, launcher, listener, isOwner } = options;
  launcher.check();
  const watch = new LeaseWatch();
  const lease = isOwner ? await holdExperiment(directory, watch, listener) : undefined;
  try {
    if (isOwner) writePlan(plan, directory);
    const found = await makeRoomForPlan(plan, { directory, listener, watch });
    const threadUses = await planThreads(plan.runs, options.sources);
    return startGrid(plan, found, { ...options, watch }, threadUses, () => lease?.release());
  } catch (error) {
    lease?.release();
    throw error;
  }
}

function startGrid(
  plan: ExperimentPlan,
  found: readonly FoundRun[],
  options: GridOptions & { readonly watch: LeaseWatch },
  threadUses: ThreadUses,
  onEnd: () => void,
): GridLaunch {
  const { directory, launcher, listener, jobs, policy, isolate, isOwner, watch } = options;
  const standings = surveyGrid(found, options);
  const hyperparameters = isOwner
    ? writeHyperparameters(plan, directory)
    : hyperparameterRows(plan);
  const missing = standings.filter(({ isOver }) => !isOver).map(({ run }) => run);
  const tasks = planTasks(plan, missing, { threadUses, hyperparameters }, options);
  const pool = launcher.open({ jobs, policy, isolate, listener });
  return {
    ended: runRungs({ plan, directory, listener, pool, tasks, isOwner, watch }, standings)
      .finally(() => pool.close())
      .finally(onEnd),
    stop: () => pool.stop(),
    kill: () => pool.kill(),
  };
}
