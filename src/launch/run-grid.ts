import os from 'node:os';
import type { ExperimentPlan } from '../plan/plan-experiment';
import type { RunConfig } from '../plan/run-config';
import type { ExperimentDirectory } from '../records/experiment-directory';
import { isFinishedFor, type RunStatus, readStatus } from '../records/status';
import { allotThreads } from './allot-threads';
import { describeEnvironment } from './describe-environment';
import { writeHyperparameters } from './hparams-table';
import type { LaunchListener } from './launch-events';
import type { WorkerSources } from './messages';
import { type RunProcess, readLogTail, startRunProcess } from './run-process';

/** How a grid is run. */
export interface GridOptions {
  readonly directory: ExperimentDirectory;
  readonly sources: WorkerSources;
  /** Runs at once; by default what serves throughput. */
  readonly jobs?: number | undefined;
  /** TensorFlow threads of each run. */
  readonly threads?: number | undefined;
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
 */
export function runGrid(plan: ExperimentPlan, options: GridOptions): GridLaunch {
  const { runs } = plan;
  const { directory, sources, listener } = options;
  const statuses = new Map<string, RunStatus>();
  const waiting: RunConfig[] = [];
  for (const run of runs) {
    const status = readStatus(directory.run(run.runId).statusFile);
    if (isFinishedFor(status, run.configHash) && 'configHash' in status) {
      statuses.set(run.runId, status);
      listener({ type: 'skipped', run, status });
    } else {
      waiting.push(run);
    }
  }

  const { jobs, threads } = allotThreads(waiting.length, os.availableParallelism(), options);
  const environment = describeEnvironment(threads);
  const hyperparameters = writeHyperparameters(plan, directory);
  const active = new Set<RunProcess>();
  let stopped = false;

  const runOne = async (run: RunConfig): Promise<void> => {
    const runDirectory = directory.run(run.runId);
    const task = {
      config: run,
      runFolder: runDirectory.path,
      sources,
      environment,
      hyperparameters: hyperparameters.get(run.runId) ?? {},
    };
    const child = startRunProcess(task, (report) => listener({ ...report, run }));
    active.add(child);
    const status = await child.ended;
    active.delete(child);
    statuses.set(run.runId, status);
    const logTail = status.state === 'failed' ? { logTail: readLogTail(runDirectory) } : {};
    listener({ type: 'ended', run, status, ...logTail });
  };
  const work = async (): Promise<void> => {
    for (let run = waiting.shift(); run !== undefined && !stopped; run = waiting.shift()) {
      await runOne(run);
    }
  };

  const workers = Array.from({ length: jobs }, work);
  return {
    ended: Promise.all(workers).then(() =>
      runs.map((run) => ({ run, status: statuses.get(run.runId) })),
    ),
    stop() {
      stopped = true;
      for (const child of active) child.stop();
    },
    kill() {
      stopped = true;
      for (const child of active) child.kill();
    },
  };
}
