import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { ThreadUse } from '../../plan/execution-plan';
import { RunDirectory } from '../../records/run-directory';
import type { RunStatus } from '../../records/status';
import { setUpCommand } from '../../util/process/command-for';
import { ignoresHangup } from '../../util/process/ending-signals';
import { UserError } from '../../util/user-error';
import type { FailurePolicy } from '../failure-policy';
import type { WorkerReport, WorkerRequest, WorkerTask } from '../worker/messages';
import { recordFailure, recordInterruption } from './record-end';
import { RunLog } from './run-log';
import { Watchdog } from './watchdog';
import { workerEnvironment } from './worker-environment';

/** Hears what a worker tells, except its end. */
export type ReportListener = (
  report: Exclude<WorkerReport, { type: 'ended' } | { type: 'failed' }>,
) => void;

/** How the process of a run ended. */
export interface RunEnd {
  readonly status: RunStatus;
  /** The end of what this process printed, where that may say why it failed. */
  readonly logTail?: string;
}

/** One run in a process of its own. */
export interface RunProcess {
  /** Settles when the process is gone, whatever happened to it. Never rejects. */
  readonly ended: Promise<RunEnd>;
  /** Asks the run to end with a checkpoint. */
  stop(): void;
  /** Ends the process at once. */
  kill(): void;
}

/** Starts the process of a run. What it prints goes to the log of the run. */
export function startRunProcess(
  task: WorkerTask,
  onReport: ReportListener,
  limits: Pick<FailurePolicy, 'timeoutMs' | 'silenceMs'>,
  threadUse: ThreadUse,
): RunProcess {
  const { configHash } = task.config;
  const directory = new RunDirectory(task.runFolder);
  let log: RunLog;
  try {
    log = RunLog.open(directory);
  } catch (error) {
    const status = recordFailure(directory, configHash, describeError(error));
    return endedProcess(status);
  }
  const child = fork(path.join(__dirname, '../worker/worker-entry.js'), {
    stdio: ['ignore', log.descriptor, log.descriptor, 'ipc'],
    env: workerEnvironment(threadUse),
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

  const describeEnd = (reason: string, wasKilled: boolean): RunEnd => {
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
  const ended = new Promise<RunEnd>((resolve) => {
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

/** The process of a run that could not even be started. */
export function endedProcess(status: RunStatus): RunProcess {
  return { ended: Promise.resolve({ status }), stop() {}, kill() {} };
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
