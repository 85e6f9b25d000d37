import { datasetFacts } from '../datasets/registry';
import type { ExperimentPlan } from '../plan/plan-experiment';
import type { RunConfig } from '../plan/run-config';
import { describeStep } from '../plan/step-facts';
import type { ExperimentDirectory } from '../records/experiment-directory';
import { readMetrics } from '../records/metrics-csv';
import type { RunDirectory } from '../records/run-directory';
import {
  isFinishedFor,
  type RunStatus,
  readStatus,
  type StatusReading,
  writeStatus,
} from '../records/status';
import { writeFileAtomic } from '../util/atomic-write';
import { availableCores } from '../util/available-cores';
import { groupBy } from '../util/group-by';
import { formatStableJson } from '../util/stable-json';
import { allotThreads, type ThreadUse, useThreads } from './allot-threads';
import { makeRoomForRun } from './archive';
import { describeEnvironment } from './describe-environment';
import type { FailurePolicy } from './failure-policy';
import { chooseSurvivors } from './halving';
import { lockExperiment, waitForOrphans } from './hold-experiment';
import { type HyperparameterRows, writeHyperparameters } from './hparams-table';
import type { LaunchListener } from './launch-events';
import type { WorkerSources } from './messages';
import { RunPool } from './run-pool';
import { startRunProcess } from './run-process';

/** How a grid is run. */
export interface GridOptions {
  readonly directory: ExperimentDirectory;
  readonly sources: WorkerSources;
  /** Runs at once; by default what serves throughput. */
  readonly jobs?: number | undefined;
  /** TensorFlow threads of each run. */
  readonly threads?: number | undefined;
  readonly policy: FailurePolicy;
  /** Says whether a run is to begin anew, whatever there is of it. */
  readonly beginsAnew: (run: RunConfig, status: StatusReading) => boolean;
  readonly listener: LaunchListener;
}

/** A grid under way. */
export interface GridLaunch {
  /** Settles when nothing runs any more. */
  readonly ended: Promise<readonly RunResult[]>;
  /** Runs without a result at the start. */
  readonly missingCount: number;
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
 * @throws UserError where another process runs the experiment, or the results folder can't be
 * written.
 */
export async function launchGrid(plan: ExperimentPlan, options: GridOptions): Promise<GridLaunch> {
  const { directory } = options;
  const lock = lockExperiment(directory);
  try {
    await waitForOrphans(
      plan.runs.map(({ runId }) => directory.run(runId)),
      (orphans, patienceMs) => options.listener({ type: 'waiting', orphans, patienceMs }),
    );
    writeFileAtomic(directory.planFile, `${JSON.stringify(plan, null, 2)}\n`);
    const grid = new Grid(plan, options);
    return {
      ended: grid.run().finally(() => lock.release()),
      missingCount: grid.missing.length,
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
  readonly missing: readonly RunConfig[];
  /** Runs that are yet to begin anew. */
  private readonly anew = new Set<string>();
  private pauseStep: number | undefined;

  constructor(
    private readonly plan: ExperimentPlan,
    private readonly options: GridOptions,
  ) {
    const { directory, listener, policy } = options;
    this.missing = this.findMissing();
    this.hyperparameters = writeHyperparameters(plan, directory);
    // By the whole grid: a rerun of a part of it gives the same numbers only with the same threads.
    const { jobs, threads } = allotThreads(plan.runs.length, availableCores(), options);
    const threadUses = this.planThreads(threads);
    const environment = describeEnvironment();
    this.pool = new RunPool({
      jobs,
      policy,
      listener,
      start: (run) => {
        const threadUse = threadUses.get(run.runId) ?? { threads, kernelsAtOnce: 1 };
        return startRunProcess(
          {
            config: run,
            runFolder: this.directoryOf(run).path,
            sources: options.sources,
            keepCheckpoints: plan.keepCheckpoints,
            pauseStep: this.pauseStep,
            beginsAnew: this.anew.delete(run.runId),
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
   * By run, what serves it of the threads allotted to it, or as many as were asked for. Found out
   * ahead: data that is unplugged while the grid runs is for the runs to tell.
   */
  private planThreads(allotted: number): Map<string, ThreadUse> {
    const { sources, threads } = this.options;
    const uses = new Map<string, ThreadUse>();
    for (const runs of groupBy(this.missing, ({ settings }) =>
      formatStableJson(settings.dataset),
    ).values()) {
      const dataset = runs[0]?.settings.dataset;
      if (dataset === undefined) continue;
      const facts = datasetFacts(dataset, { ...sources, download: false });
      for (const { runId, settings } of runs) {
        const use = useThreads(allotted, describeStep(settings, facts));
        uses.set(runId, threads === undefined ? use : { ...use, threads: allotted });
      }
    }
    return uses;
  }

  /** Tells apart what has its result; what other settings left under the same name moves away. */
  private findMissing(): RunConfig[] {
    const { directory, listener, beginsAnew } = this.options;
    return this.plan.runs.filter((run) => {
      const replacement = makeRoomForRun(directory, run);
      if (replacement !== 'none') listener({ type: 'replaced', run, replacement });
      const status = readStatus(this.directoryOf(run).statusFile);
      if (beginsAnew(run, status)) {
        this.anew.add(run.runId);
        return true;
      }
      if (!isFinishedFor(status, run.configHash) || !('configHash' in status)) return true;
      this.statuses.set(run.runId, status);
      listener({ type: 'skipped', run, status });
      return false;
    });
  }

  async run(): Promise<readonly RunResult[]> {
    let alive = this.plan.runs;
    for (const rung of this.plan.rungs) {
      if (this.pool.isStopped) break;
      this.pauseStep = rung;
      await this.runAll(alive.filter((run) => !this.hasReached(run, rung)));
      if (this.pool.isStopped) break;
      alive = this.chooseGoingOn(alive, rung);
    }
    if (!this.pool.isStopped) {
      this.pauseStep = undefined;
      const isMissing = new Set(this.missing);
      await this.runAll(alive.filter((run) => isMissing.has(run)));
    }
    return this.plan.runs.map((run) => ({ run, status: this.statuses.get(run.runId) }));
  }

  private async runAll(runs: readonly RunConfig[]): Promise<void> {
    for (const [runId, status] of await this.pool.runAll(runs)) this.statuses.set(runId, status);
  }

  /** Whether nothing has to be done for a run before a rung can be decided. */
  private hasReached(run: RunConfig, rung: number): boolean {
    const status = readStatus(this.directoryOf(run).statusFile);
    if (this.anew.has(run.runId)) return false;
    const isOurs = 'configHash' in status && status.configHash === run.configHash;
    if (!isOurs || !this.missing.includes(run)) return isOurs;
    if (status.state === 'stopped' && status.step >= rung) {
      this.statuses.set(run.runId, status);
      return true;
    }
    return run.settings.steps <= rung;
  }

  /** The runs of the trials that go on behind a rung. */
  private chooseGoingOn(runs: readonly RunConfig[], rung: number): RunConfig[] {
    const { metric, halvingFactor } = this.plan;
    const results = runs.map((run) => ({
      trial: run.trial,
      value: readMetricAt(this.directoryOf(run), metric.name, rung),
    }));
    const survivors = chooseSurvivors(results, metric.goal, halvingFactor ?? 1);
    for (const run of runs) if (!survivors.has(run.trial)) this.labelAsStopped(run, rung);
    return runs.filter((run) => survivors.has(run.trial));
  }

  /** Writes down why a run that waited at a rung does not go on. */
  private labelAsStopped(run: RunConfig, rung: number): void {
    const { statusFile } = this.directoryOf(run);
    const status = readStatus(statusFile);
    if (status.state !== 'stopped') return;
    const stopped = { ...status, reason: `not among the best at step ${rung}` };
    writeStatus(statusFile, stopped);
    this.statuses.set(run.runId, stopped);
  }

  private directoryOf(run: RunConfig): RunDirectory {
    return this.options.directory.run(run.runId);
  }
}

function readMetricAt(directory: RunDirectory, name: string, step: number): number | undefined {
  try {
    return readMetrics(directory.metricsFile).rows.find((row) => row.step === step)?.values[name];
  } catch {
    // A run that never got that far has nothing to compare.
    return undefined;
  }
}
