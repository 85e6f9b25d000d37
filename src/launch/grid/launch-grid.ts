import type { DatasetFolders } from '../../datasets/dataset-sources';
import { chooseJobs, type ThreadUse } from '../../plan/execution-plan';
import { parsePlan } from '../../plan/parse-plan';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import { readConfirmedStatus } from '../../records/confirm-status';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { readJsonFile } from '../../records/read-json-file';
import { moveFileAside } from '../../records/replaced/set-aside';
import type { RunDirectory } from '../../records/run-directory';
import { isFinal, isFinishedFor, type RunStatus, type StatusReading } from '../../records/status';
import { requireTensorflow } from '../../tensorflow/require-tensorflow';
import { removeAbandonedTemporaries, writeFileAtomic } from '../../util/files/atomic-write';
import { availableCores } from '../../util/process/available-cores';
import { UserError } from '../../util/user-error';
import type { FailurePolicy } from '../failure-policy';
import type { LaunchListener } from '../launch-events';
import { RunPool } from '../local/run-pool';
import { endedProcess, type RunProcess, startRunProcess } from '../local/run-process';
import { describeEnvironment } from '../worker/describe-environment';
import { makeRoomForRepetition, makeRoomForRun } from './archive';
import { chooseSurvivors } from './halving';
import { lockExperiment, waitForOrphans } from './hold-experiment';
import { type HyperparameterRows, writeHyperparameters } from './hparams-table';
import { labelAsStopped } from './label-stopped';
import { planThreads } from './plan-threads';
import { recordResult } from './record-result';
import { findStatusAtRung, readRungValue } from './rung-value';

/** How a grid is run. */
export interface GridOptions {
  readonly directory: ExperimentDirectory;
  readonly sources: DatasetFolders;
  /** Runs at once; by default what serves throughput. */
  readonly jobs?: number | undefined;
  readonly policy: FailurePolicy;
  /** Says whether a run is to begin anew, whatever there is of it. */
  readonly beginsAnew: (run: RunConfig, status: StatusReading) => boolean;
  readonly listener: LaunchListener;
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
 * Runs what is missing of a grid, first in first out, several at once, each in a process of its
 * own. A run that fails or diverges does not keep the others from going on.
 *
 * @throws UserError where another process runs the experiment, the results folder can't be written,
 * or TensorFlow is missing or damaged.
 */
export async function launchGrid(plan: ExperimentPlan, options: GridOptions): Promise<GridLaunch> {
  const { directory } = options;
  requireTensorflow();
  const lock = lockExperiment(directory);
  try {
    removeAbandonedTemporaries(directory.path);
    await waitForOrphans(
      plan.runs.map(({ runId }) => directory.run(runId)),
      (orphans, patienceMs) => options.listener({ type: 'waiting', orphans, patienceMs }),
    );
    if (readJsonFile(directory.planFile, parsePlan).state === 'damaged') {
      moveFileAside(directory.planFile);
    }
    writeFileAtomic(directory.planFile, `${JSON.stringify(plan, null, 2)}\n`);
    const threadUses = await planThreads(plan.runs, options.sources);
    const grid = new Grid(plan, options, threadUses);
    return {
      ended: grid.run().finally(() => lock.release()),
      stop: () => grid.pool.stop(),
      kill: () => grid.pool.kill(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

class Grid {
  readonly pool: RunPool;
  private readonly statuses = new Map<string, RunStatus>();
  private readonly hyperparameters: HyperparameterRows;
  private readonly missing: readonly RunConfig[];
  /** Runs that have come to their end, before this launch or in it: they do not start again. */
  private readonly over = new Set<string>();
  /** Runs that are yet to begin anew. */
  private readonly anew = new Set<string>();
  private pauseStep: number | undefined;

  constructor(
    private readonly plan: ExperimentPlan,
    private readonly options: GridOptions,
    threadUses: ReadonlyMap<string, ThreadUse>,
  ) {
    const { directory, listener, policy } = options;
    this.missing = this.findMissing();
    this.hyperparameters = writeHyperparameters(plan, directory);
    const threads = this.missing.map(({ runId }) => threadUses.get(runId)?.threads ?? 1);
    const mostThreads = Math.max(1, ...threads);
    const environment = describeEnvironment();
    this.pool = new RunPool({
      jobs: chooseJobs(this.missing.length, availableCores(), mostThreads, options.jobs),
      policy,
      listener,
      start: (run) => {
        const hindrance = this.beginAnew(run);
        if (hindrance !== undefined) return hindrance;
        const threadUse = threadUses.get(run.runId);
        if (threadUse === undefined) throw new Error(`${run.runId} is not in the plan`);
        return startRunProcess(
          {
            config: run,
            runFolder: this.directoryOf(run).path,
            sources: options.sources,
            keepCheckpoints: plan.keepCheckpoints,
            pauseStep: this.pauseStep,
            environment: { ...environment, threads: threadUse.threads },
            hyperparameters: this.hyperparameters.get(run.runId) ?? {},
          },
          (report) => listener({ ...report, run }),
          policy,
          threadUse,
        );
      },
    });
  }

  /**
   * Moves what there is of a run aside, where it is to begin anew. Only now: until its turn comes
   * the results stand where they are.
   *
   * @returns the end of the run, where that can't be done.
   */
  private beginAnew(run: RunConfig): RunProcess | undefined {
    if (!this.anew.delete(run.runId)) return undefined;
    const { directory, listener } = this.options;
    try {
      const replacement = makeRoomForRepetition(directory, run);
      if (replacement !== undefined) listener({ type: 'replaced', run, replacement });
      return undefined;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { configHash } = run;
      return endedProcess({ state: 'failed', error: error.describe(), configHash });
    }
  }

  /** Tells apart what has its result; what other settings left under the same name moves away. */
  private findMissing(): RunConfig[] {
    const { directory, listener, beginsAnew } = this.options;
    return this.plan.runs.filter((run) => {
      const replacement = makeRoomForRun(directory, run);
      if (replacement !== undefined) listener({ type: 'replaced', run, replacement });
      const status = readConfirmedStatus(this.directoryOf(run));
      if (beginsAnew(run, status)) {
        this.anew.add(run.runId);
        return true;
      }
      if (!isFinishedFor(status, run.configHash) || !('configHash' in status)) return true;
      this.takeNote(run, status);
      this.over.add(run.runId);
      listener({ type: 'skipped', run, status });
      return false;
    });
  }

  async run(): Promise<readonly RunResult[]> {
    let alive = this.plan.runs;
    for (const rung of this.plan.rungs) {
      if (this.pool.isStopped) break;
      this.pauseStep = rung;
      await this.runAll(alive.filter((run) => this.isDue(run, rung)));
      if (this.pool.isStopped) break;
      alive = this.chooseGoingOn(alive, rung);
    }
    if (!this.pool.isStopped) {
      this.pauseStep = undefined;
      await this.runAll(alive.filter(({ runId }) => !this.over.has(runId)));
    }
    return this.plan.runs.map((run) => ({ run, status: this.statuses.get(run.runId) }));
  }

  private async runAll(runs: readonly RunConfig[]): Promise<void> {
    const statuses = await this.pool.runAll(runs);
    for (const run of runs) {
      const status = statuses.get(run.runId);
      if (status === undefined) continue;
      this.takeNote(run, status);
      if (isFinal(status) || status.state === 'failed') this.over.add(run.runId);
    }
  }

  /** Whether a run has to train before a rung can be decided. */
  private isDue(run: RunConfig, rung: number): boolean {
    const { runId } = run;
    if (this.over.has(runId)) return false;
    if (this.anew.has(runId)) return true;
    const status = findStatusAtRung(run, this.directoryOf(run), this.plan.metric.name, rung);
    if (status !== undefined) this.statuses.set(runId, status);
    return status === undefined;
  }

  /** The runs of the trials that go on behind a rung. */
  private chooseGoingOn(runs: readonly RunConfig[], rung: number): RunConfig[] {
    const { metric, halvingFactor } = this.plan;
    const results = runs.map((run) => ({
      trial: run.trial,
      value: readRungValue(run, this.directoryOf(run), metric.name, rung),
    }));
    const survivors = chooseSurvivors(results, metric.goal, halvingFactor ?? 1);
    this.options.listener({
      type: 'halved',
      rung,
      trialCount: new Set(runs.map(({ trial }) => trial)).size,
      goingOnCount: survivors.size,
    });
    for (const run of runs) if (!survivors.has(run.trial)) this.endAtRung(run, rung);
    return runs.filter((run) => survivors.has(run.trial));
  }

  private endAtRung(run: RunConfig, rung: number): void {
    const label = labelAsStopped(this.directoryOf(run), rung);
    if (label === undefined) return;
    const { status, wasThere } = label;
    this.takeNote(run, status);
    this.options.listener({ type: wasThere ? 'skipped' : 'ended', run, status });
  }

  private takeNote(run: RunConfig, status: RunStatus): void {
    this.statuses.set(run.runId, status);
    recordResult(this.directoryOf(run), run, status);
  }

  private directoryOf(run: RunConfig): RunDirectory {
    return this.options.directory.run(run.runId);
  }
}
