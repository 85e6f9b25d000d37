import { type ChildProcess, fork } from 'node:child_process';
import { RunDirectory } from '../../records/run-directory';
import { setUpCommand } from '../../util/process/command-for';
import { ignoresHangup } from '../../util/process/ending-signals';
import { UserError } from '../../util/user-error';
import type { FailurePolicy } from '../failure-policy';
import type { TaskEnd, TaskExecution } from '../launcher';
import type { RunTask } from '../run-task';
import type { WorkerReport, WorkerRequest } from '../worker/messages';
import { recordFailure, recordInterruption } from '../worker/record-end';
import { workerEnvironment, workerScript } from '../worker/worker-process';
import { RunLog } from './run-log';
import { Watchdog } from './watchdog';

/** Hears what a worker tells, except its end. */
export type ReportListener = (
  report: Exclude<WorkerReport, { type: 'ended' } | { type: 'failed' }>,
) => void;

/** Starts a process that executes a task. What it prints goes to the log of the run. */
export function startRunProcess(
  task: RunTask,
  onReport: ReportListener,
  limits: Pick<FailurePolicy, 'timeoutMs' | 'silenceMs'>,
): TaskExecution {
  const { configHash } = task.config;
  const directory = new RunDirectory(task.runFolder);
  let log: RunLog;
  try {
    log = RunLog.open(directory);
  } catch (error) {
    const status = recordFailure(directory, configHash, describeError(error));
    return { ended: Promise.resolve({ status }), stop() {}, kill() {} };
  }
  const child = fork(workerScript, {
    stdio: ['ignore', log.descriptor, log.descriptor, 'ipc'],
    env: workerEnvironment(task.threadUse),
    // What ends a terminal must not reach a worker that does not listen yet.
    detached: ignoresHangup(),
  });
  log.close();

  let report: Extract<WorkerReport, { type: 'ended' | 'failed' }> | undefined;
  let isToEnd = false;
  let hasStarted = false;
  const watchdog = new Watchdog(child, limits);
  child.on('message', (message: WorkerReport) => {
    watchdog.hear();
    if (message.type === 'ended' || message.type === 'failed') report = message;
    else onReport(message);
    hasStarted ||= message.type === 'started';
  });
  send(child, { type: 'run', task });

  const describeEnd = (reason: string, wasKilled: boolean): TaskEnd => {
    if (report?.type === 'ended') return { status: report.status };
    if (report?.type === 'failed') {
      const status = recordFailure(directory, configHash, report.error);
      return report.isExpected ? { status } : { status, logTail: log.readTail() };
    }
    // Ctrl-C also reaches a worker that is not yet listening.
    if (isToEnd && wasKilled) return { status: recordInterruption(directory, configHash) };
    const status = recordFailure(directory, configHash, watchdog.reason ?? reason);
    return { status, logTail: log.readTail() };
  };
  const ended = new Promise<TaskEnd>((resolve) => {
    const finish = (reason: string, wasKilled: boolean): void => {
      watchdog.close();
      resolve(describeEnd(reason, wasKilled));
    };
    child.once('error', ({ message }) => finish(`its process could not start: ${message}`, false));
    child.once('close', (code, signal) =>
      finish(describeExit(code, signal, hasStarted), signal !== null),
    );
  });
  return {
    ended,
    stop() {
      isToEnd = true;
      send(child, { type: 'stop' });
    },
    kill() {
      isToEnd = true;
      child.kill('SIGKILL');
    },
  };
}

function send(child: ChildProcess, request: WorkerRequest): void {
  // A process that is gone already answers through its exit.
  if (child.connected) child.send(request, () => {});
}

function describeError(error: unknown): string {
  return error instanceof UserError ? error.describe() : String(error);
}

/** The signals of a process that executes what is no code, or reads what is no memory. */
const crashSignals: ReadonlySet<string> = new Set(['SIGBUS', 'SIGSEGV', 'SIGILL', 'SIGABRT']);

function describeExit(code: number | null, signal: string | null, hasStarted: boolean): string {
  if (signal === null) return `its process ended with exit code ${code}`;
  const killed = `its process was killed by ${signal}`;
  if (signal === 'SIGKILL') return `${killed}, as the system does when memory runs out`;
  if (hasStarted || !crashSignals.has(signal)) return killed;
  return `${killed} before it trained: TensorFlow may be damaged, which \`${setUpCommand()}\` mends`;
}
