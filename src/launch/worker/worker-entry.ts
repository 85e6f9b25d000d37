import './leave-signals-to-parent';
import './report-start-failure';
import { setImmediate } from 'node:timers/promises';
import { type LeaseHold, LeaseLostError } from '../../leases/lease';
import { RunDirectory } from '../../records/run-directory';
import { threadVariables } from '../../tensorflow/thread-variables';
import { describeSystemError } from '../../util/files/disk-error';
import { makeFolder } from '../../util/files/make-folder';
import { outliveLostOutput } from '../../util/process/outlive-lost-output';
import { redirectOutput } from '../../util/process/redirect-output';
import { UserError } from '../../util/user-error';
import { RunHeldError } from '../hold-run';
import { type RunTask, readTask } from '../run-task';
import { executeTask } from './execute-task';
import { type WorkerReport, workerRequestSchema } from './messages';
import { recordFailure } from './record-end';
import { requirePrecision } from './require-precision';
import { WorkerStore } from './worker-store';

/*
 * A process that trains. With a parent it executes one task after the other, and a SIGTERM or the end
 * of the parent makes it end by itself, with a checkpoint. Without one it executes the task in the file
 * that it is given, and its reports are lines of JSON on standard output.
 */

const store = new WorkerStore();
let isStopping = false;
let isBusy = false;

function stop(): void {
  isStopping = true;
  if (!isBusy) leave();
}

/** Lets the process end: without a parent to listen to, nothing keeps it. */
function leave(): void {
  if (process.connected) process.disconnect?.();
}

function tellParent(message: WorkerReport): void {
  // Without a callback a parent that has just died would end this process before its checkpoint.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

function print(message: WorkerReport): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function runTask(task: RunTask, report: (message: WorkerReport) => void): Promise<void> {
  checkThreads(task);
  requirePrecision(task.config.settings);
  const status = await executeTask(task, store, { report, shouldStop: () => isStopping });
  report({ type: 'ended', status, residentBytes: process.memoryUsage.rss() });
}

/**
 * Numbers of threads decide the last digits of results, and TensorFlow has taken them from the
 * environment already.
 */
function checkThreads({ threadUse }: RunTask): void {
  const wanted = Object.entries(threadVariables(threadUse));
  if (wanted.every(([name, value]) => process.env[name] === value)) return;
  const variables = wanted.map((words) => words.join('=')).join(' ');
  throw new UserError('The process of this run uses other threads than the run is to have', {
    hint: `Start it with ${variables} in its environment.`,
  });
}

/** Reports what ends a task, to standard error too, which is the run's log. */
function fail(thrown: unknown, report: (message: WorkerReport) => void): string {
  const error = describeSystemError(thrown);
  const isExpected = error instanceof UserError;
  const text = isExpected ? error.describe() : String(error);
  process.stderr.write(`${error instanceof Error && !isExpected ? error.stack : text}\n`);
  process.exitCode = 1;
  report({ type: 'failed', error: text, isExpected });
  return text;
}

/** Does what the parent says. */
function serveParent(): void {
  process.on('disconnect', stop);
  process.on('message', (message: unknown) => {
    const request = workerRequestSchema.parse(message);
    switch (request.type) {
      case 'stop':
        stop();
        return;
      case 'run':
        void serveTask(request.task);
        return;
    }
  });
}

async function serveTask(task: RunTask): Promise<void> {
  isBusy = true;
  try {
    tellParent({ type: 'taken' });
    // A parent that died while this process was loading is noticed behind its last message only. The
    // run may already belong to the next parent.
    await setImmediate();
    if (process.connected) {
      redirectOutput(new RunDirectory(task.runFolder).logFile);
      await runTask(task, tellParent);
    }
  } catch (error) {
    const hold = findOtherHolder(error);
    if (hold === undefined) {
      fail(error, tellParent);
      isStopping = true;
    } else {
      tellParent({ type: 'held', hold });
    }
  }
  isBusy = false;
  if (isStopping) leave();
}

/** Who else has a run, where that is why it could not be executed. */
function findOtherHolder(error: unknown): LeaseHold | undefined {
  if (error instanceof RunHeldError) return error.hold;
  return error instanceof LeaseLostError ? error.takenBy : undefined;
}

/** Executes the task in a file. Nobody else would record that it failed, unless it holds the run. */
async function runFile(file: string): Promise<void> {
  isBusy = true;
  process.on('SIGINT', stop);
  process.on('SIGHUP', stop);
  let task: RunTask | undefined;
  try {
    task = readTask(file);
    makeFolder(task.runFolder);
    await runTask(task, print);
  } catch (thrown) {
    const error = fail(thrown, print);
    if (task === undefined || findOtherHolder(thrown) !== undefined) return;
    recordFailure(new RunDirectory(task.runFolder), task.config.configHash, error);
  }
}

outliveLostOutput();
process.on('SIGTERM', stop);
const [, , taskFile] = process.argv;
if (taskFile === undefined) serveParent();
else void runFile(taskFile);
