import { loadDataset } from '../datasets/registry';
import { openEngine } from '../engine/open-engine';
import { readTensorFlowVersions } from '../model/tensorflow-versions';
import { RunDirectory } from '../records/run-directory';
import { executeRun } from '../training/execute-run';
import { acquireProcessLock } from '../util/process-lock';
import { UserError } from '../util/user-error';
import type { WorkerReport, WorkerRequest, WorkerTask } from './messages';

/*
 * The process of one run. It hears nothing but its parent: Ctrl-C reaches the whole process group,
 * and it is the parent that decides what it means. When the parent is gone it stops by itself, with
 * a checkpoint.
 */

/** Progress goes to the parent at most this often. */
const progressIntervalMs = 100;

let stopping = false;

function report(message: WorkerReport): void {
  if (process.connected) process.send?.(message);
}

async function runTask(task: WorkerTask): Promise<void> {
  const { config, runFolder, sources, environment } = task;
  const { dataset: datasetSpec, engine: engineName } = config.settings;
  const dataset = await loadDataset(datasetSpec, config.seed, { ...sources, download: true });
  const directory = new RunDirectory(runFolder);
  const lock = acquireProcessLock(directory.lockFile);
  if (!lock.ok) {
    throw new UserError(
      `Process ${lock.holder.pid} on ${lock.holder.host} is writing to ${runFolder}`,
    );
  }
  let lastReportMs = 0;
  const status = await executeRun(config, {
    directory,
    dataset,
    hyperparameters: task.hyperparameters,
    keepCheckpoints: task.keepCheckpoints,
    pauseStep: task.pauseStep,
    beginsAnew: task.beginsAnew,
    engine: openEngine(engineName),
    environment: {
      ...environment,
      ...readTensorFlowVersions(),
      engine: engineName,
      dataset: { name: dataset.name, checksum: dataset.checksum },
    },
    onStart: (step, warnings) => report({ type: 'started', step, warnings }),
    control: {
      onProgress(progress) {
        const now = performance.now();
        if (now - lastReportMs < progressIntervalMs) return;
        lastReportMs = now;
        report({ type: 'progress', progress });
      },
      shouldStop: () => stopping,
    },
  });
  lock.release();
  report({ type: 'ended', status });
}

/** Ends the process with the error on standard error, which is the run's log. */
function fail(error: unknown): void {
  const isExpected = error instanceof UserError;
  const text = isExpected ? formatUserError(error) : error instanceof Error ? error.stack : error;
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
  process.disconnect?.();
}

function formatUserError({ message, hint }: UserError): string {
  return hint === undefined ? message : `${message}\n${hint}`;
}

process.on('SIGINT', () => {});
process.on('disconnect', () => {
  stopping = true;
});
process.on('message', (request: WorkerRequest) => {
  switch (request.type) {
    case 'stop':
      stopping = true;
      return;
    case 'run':
      runTask(request.task).then(() => process.disconnect?.(), fail);
      return;
  }
});
