import { type ChildProcess, fork } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import type { ThreadUse } from '../../plan/execution-plan';
import { RunDirectory } from '../../records/run-directory';
import { ignoresHangup } from '../../util/process/ending-signals';
import type { FailurePolicy } from '../failure-policy';
import type { TaskEnd, TaskExecution } from '../launcher';
import type { RunTask } from '../run-task';
import type { WorkerReport, WorkerRequest } from '../worker/messages';
import { recordFailure, recordInterruption } from '../worker/record-end';
import { workerEnvironment, workerScript } from '../worker/worker-process';
import { describeExit } from './describe-exit';
import type { RunLog } from './run-log';
import { Watchdog } from './watchdog';

/** Hears what a worker tells of a task while it executes it. */
export type ReportListener = (
  report: Extract<WorkerReport, { type: 'started' | 'progress' }>,
) => void;

/** A task that a worker executes. */
export interface WorkerExecution extends Pick<TaskExecution, 'stop' | 'kill'> {
  /** Its end; undefined where the worker had died while it was free, so that nothing of it happened. */
  readonly ended: Promise<TaskEnd | undefined>;
}

/** The task that a worker executes at the moment. */
interface Assignment {
  hear(report: WorkerReport): void;
  /** The process is gone. */
  lose(reason: string, signal: NodeJS.Signals | null): void;
}

/**
 * A process that executes tasks, one after the other. TensorFlow, data sets and programs stay in it.
 * What it prints goes to the log of the run that it executes.
 */
export class Worker {
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;
  /** Bytes of memory that the process held behind its last task. */
  residentBytes = 0;
  /** Tasks that it has executed or executes. */
  taskCount = 0;

  private assignment: Assignment | undefined;
  private isLeaving = false;
  private hasTrained = false;

  private constructor(
    private readonly child: ChildProcess,
    private readonly threadUse: ThreadUse,
  ) {
    child.on('message', (report: WorkerReport) => {
      this.hasTrained ||= report.type === 'started';
      this.assignment?.hear(report);
    });
    this.gone = new Promise((resolve) => {
      const end = (reason: string, signal: NodeJS.Signals | null): void => {
        this.isLeaving = true;
        this.assignment?.lose(reason, signal);
        resolve();
      };
      child.once('error', ({ message }) => end(`its process could not start: ${message}`, null));
      child.once('close', (code, signal) =>
        end(describeExit(code, signal, this.hasTrained), signal),
      );
    });
  }

  /** Starts a process for tasks that use threads in one way. Until its first task it prints to `log`. */
  static start(threadUse: ThreadUse, log: RunLog): Worker {
    const child = fork(workerScript, {
      stdio: ['ignore', log.descriptor, log.descriptor, 'ipc'],
      env: workerEnvironment(threadUse),
      // What ends a terminal must not reach a worker that does not listen yet.
      detached: ignoresHangup(),
    });
    return new Worker(child, threadUse);
  }

  /** Whether it waits for a task. */
  get isFree(): boolean {
    return this.assignment === undefined && !this.isLeaving;
  }

  /** Whether it can execute a task: TensorFlow takes its threads when it is loaded. */
  fits({ threadUse }: RunTask): boolean {
    return isDeepStrictEqual(threadUse, this.threadUse);
  }

  /** Has a free worker execute a task. A worker that fails leaves by itself. */
  execute(
    task: RunTask,
    log: RunLog,
    onReport: ReportListener,
    limits: Pick<FailurePolicy, 'timeoutMs' | 'silenceMs'>,
  ): WorkerExecution {
    const { configHash } = task.config;
    const directory = new RunDirectory(task.runFolder);
    const watchdog = new Watchdog(this.child, limits);
    const wasFree = this.taskCount > 0;
    let isTaken = false;
    let isToEnd = false;
    const ended = new Promise<TaskEnd | undefined>((resolve) => {
      const end = (end: TaskEnd | undefined): void => {
        watchdog.close();
        this.assignment = undefined;
        resolve(end);
      };
      this.assignment = {
        hear: (report) => {
          watchdog.hear();
          isTaken = true;
          switch (report.type) {
            case 'taken':
              return;
            case 'ended':
              this.residentBytes = report.residentBytes;
              this.isLeaving ||= isToEnd;
              return end({ status: report.status });
            case 'held':
              return end({ heldBy: report.hold });
            case 'failed': {
              this.isLeaving = true;
              const status = recordFailure(directory, configHash, report.error);
              return end(report.isExpected ? { status } : { status, logTail: log.readTail() });
            }
            default:
              onReport(report);
          }
        },
        lose: (reason, signal) => {
          if (wasFree && !isTaken && !isToEnd) return end(undefined);
          // Ctrl-C also reaches a worker that is not yet listening.
          if (isToEnd && signal !== null) {
            return end({ status: recordInterruption(directory, configHash) });
          }
          const status = recordFailure(directory, configHash, watchdog.reason ?? reason);
          return end({ status, logTail: log.readTail() });
        },
      };
    });
    this.taskCount += 1;
    this.send({ type: 'run', task });
    return {
      ended,
      stop: () => {
        isToEnd = true;
        this.send({ type: 'stop' });
      },
      kill: () => {
        isToEnd = true;
        this.child.kill('SIGKILL');
      },
    };
  }

  /** Lets the process end. To be called when it executes no task. */
  leave(): void {
    this.isLeaving = true;
    this.send({ type: 'stop' });
  }

  private send(request: WorkerRequest): void {
    // A process that is gone already answers through its exit.
    if (this.child.connected) this.child.send(request, () => {});
  }
}
