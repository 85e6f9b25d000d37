import { type ChildProcess, fork } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { RunDirectory } from '../records/run-directory';
import { type RunStatus, readStatus, writeStatus } from '../records/status';
import type { FailurePolicy } from './failure-policy';
import type { WorkerReport, WorkerRequest, WorkerTask } from './messages';

/** Hears what a worker tells, except its end. */
export type ReportListener = (report: Exclude<WorkerReport, { type: 'ended' }>) => void;

/** One run in a process of its own. */
export interface RunProcess {
  /** Settles when the process is gone: with the status of the run, whatever happened to it. */
  readonly ended: Promise<RunStatus>;
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
): RunProcess {
  const directory = new RunDirectory(task.runFolder);
  fs.mkdirSync(directory.path, { recursive: true });
  const log = fs.openSync(directory.logFile, 'a');
  const child = fork(path.join(__dirname, 'worker-entry.js'), {
    stdio: ['ignore', log, log, 'ipc'],
    env: workerEnvironment(task.environment.threads),
  });
  fs.closeSync(log);

  let status: RunStatus | undefined;
  const watchdog = new Watchdog(child, limits);
  child.on('message', (report: WorkerReport) => {
    watchdog.hear();
    if (report.type === 'ended') status = report.status;
    else onReport(report);
  });
  send(child, { type: 'run', task });

  const ended = new Promise<RunStatus>((resolve) => {
    const finish = (reason: string): void => {
      watchdog.close();
      const error = watchdog.reason ?? reason;
      resolve(status ?? recordFailure(directory, task.config.configHash, error));
    };
    child.once('error', (error) => finish(`its process could not be started: ${error.message}`));
    child.once('close', (code, signal) => finish(describeExit(code, signal)));
  });
  return {
    ended,
    stop: () => send(child, { type: 'stop' }),
    kill: () => child.kill('SIGKILL'),
  };
}

/** Ends a process that takes too long or has fallen silent. */
class Watchdog {
  /** Why the process was ended, if it was. */
  reason: string | undefined;
  private readonly timeout: NodeJS.Timeout | undefined;
  private readonly silence: NodeJS.Timeout;

  constructor(
    private readonly child: ChildProcess,
    { timeoutMs, silenceMs }: Pick<FailurePolicy, 'timeoutMs' | 'silenceMs'>,
  ) {
    const seconds = (durationMs: number): string => `${Math.round(durationMs / 1000)} s`;
    if (timeoutMs !== undefined) {
      const reason = `it took longer than its timeout of ${seconds(timeoutMs)}`;
      this.timeout = setTimeout(() => this.end(reason), timeoutMs);
    }
    const hangs = `its process hung: nothing was heard of it for ${seconds(silenceMs)}`;
    this.silence = setTimeout(() => this.end(hangs), silenceMs);
  }

  /** Takes note of a sign of life. */
  hear(): void {
    this.silence.refresh();
  }

  close(): void {
    clearTimeout(this.timeout);
    clearTimeout(this.silence);
  }

  private end(reason: string): void {
    this.reason ??= reason;
    this.child.kill('SIGKILL');
  }
}

function send(child: ChildProcess, request: WorkerRequest): void {
  // A process that is gone already answers through its exit.
  if (child.connected) child.send(request, () => {});
}

/** TensorFlow reads its threads and its verbosity when it is loaded. */
function workerEnvironment(threads: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: '1',
    OMP_NUM_THREADS: String(threads),
    TF_CPP_MIN_LOG_LEVEL: process.env['TF_CPP_MIN_LOG_LEVEL'] ?? '2',
  };
}

function describeExit(code: number | null, signal: string | null): string {
  if (signal !== null) {
    const cause = signal === 'SIGKILL' ? ', as the system does when memory runs out' : '';
    return `its process was killed by ${signal}${cause}`;
  }
  return `its process ended with exit code ${code}`;
}

/** The end of a run's log, for people. */
export function readLogTail(directory: RunDirectory, lines = 12): string {
  try {
    const text = fs.readFileSync(directory.logFile, 'utf8').trimEnd();
    return text.split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

/** Writes down that a run's process ended without a result. */
function recordFailure(directory: RunDirectory, configHash: string, reason: string): RunStatus {
  const before = readStatus(directory.statusFile);
  const known = 'configHash' in before ? before : undefined;
  const status: RunStatus = {
    state: 'failed',
    error: reason,
    configHash,
    startedAt: known?.startedAt,
    updatedAt: new Date().toISOString(),
    durationMs: known?.durationMs ?? 0,
    ...(known !== undefined && 'step' in known ? { step: known.step } : {}),
  };
  writeStatus(directory.statusFile, status);
  return status;
}
