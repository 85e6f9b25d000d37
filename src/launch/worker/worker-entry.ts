import './leave-signals-to-parent';
import './report-start-failure';
import { setImmediate } from 'node:timers/promises';
import { datasetOf } from '../../datasets/registry';
import { openEngine } from '../../engine/open-engine';
import { RunDirectory } from '../../records/run-directory';
import { readTensorFlowVersions } from '../../tensorflow/tensorflow-versions';
import { executeRun } from '../../training/execute-run';
import { describeSystemError } from '../../util/files/disk-error';
import { outliveLostOutput } from '../../util/process/outlive-lost-output';
import { acquireProcessLock, describeHolder } from '../../util/process/process-lock';
import { UserError } from '../../util/user-error';
import type { WorkerReport, WorkerRequest, WorkerTask } from './messages';

/*
 * The process of one run. It does what its parent says; a SIGTERM, or the end of the parent, makes it
 * end by itself, with a checkpoint.
 */

/** Progress goes to the parent at most this often. */
const progressIntervalMs = 100;

let stopping = false;

function report(message: WorkerReport): void {
  // Without a callback a parent that has just died would end this process before its checkpoint.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

async function runTask(task: WorkerTask): Promise<void> {
  const { config, runFolder, sources, environment } = task;
  const { dataset: datasetSpec, engine: engineName } = config.settings;
  // A parent that died while this process was loading is noticed behind its last message only. The
  // run may already belong to the next parent.
  await setImmediate();
  if (!process.connected) return;
  const directory = new RunDirectory(runFolder);
  const lock = acquireProcessLock(directory.lockFile);
  if (!lock.ok) {
    throw new UserError(`${runFolder} is written to by ${describeHolder(lock.holder)}`, {
      hint: `Its lock is ${directory.lockFile}.`,
    });
  }
  const dataset = await datasetOf(datasetSpec).load(datasetSpec, config.seed, {
    ...sources,
    download: true,
  });
  let lastReportMs = 0;
  const status = await executeRun(config, {
    directory,
    dataset,
    hyperparameters: task.hyperparameters,
    keepCheckpoints: task.keepCheckpoints,
    pauseStep: task.pauseStep,
    engine: openEngine(engineName),
    environment: {
      ...environment,
      ...readTensorFlowVersions(),
      engine: engineName,
      dataset: { name: dataset.name, checksum: dataset.checksum },
    },
    // Into the log of the run, which stays whatever becomes of this process and its parent.
    onDamage: (warnings) => process.stderr.write(`${warnings.join('\n')}\n`),
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

/** Ends the process; the error goes to the parent and to standard error, which is the run's log. */
function fail(thrown: unknown): void {
  const error = describeSystemError(thrown);
  const isExpected = error instanceof UserError;
  const text = isExpected ? error.describe() : String(error);
  process.stderr.write(`${error instanceof Error && !isExpected ? error.stack : text}\n`);
  process.exitCode = 1;
  report({ type: 'failed', error: text, isExpected });
  leave();
}

/** Lets the process end: nothing else keeps it. */
function leave(): void {
  if (process.connected) process.disconnect?.();
}

function stop(): void {
  stopping = true;
}

outliveLostOutput();
process.on('SIGTERM', stop);
process.on('disconnect', stop);
process.on('message', (request: WorkerRequest) => {
  switch (request.type) {
    case 'stop':
      stop();
      return;
    case 'run':
      runTask(request.task).then(leave, fail);
      return;
  }
});
