import { RunDirectory } from '../../records/run-directory';
import { machineMemory } from '../../util/process/machine-memory';
import { UserError } from '../../util/user-error';
import type { FailurePolicy } from '../failure-policy';
import type { TaskEnd, TaskExecution } from '../launcher';
import type { RunTask } from '../run-task';
import { recordFailure } from '../worker/record-end';
import { RunLog } from './run-log';
import { type ReportListener, Worker, type WorkerExecution } from './worker';

/** What workers are kept for. */
export interface CrewOptions {
  readonly limits: Pick<FailurePolicy, 'timeoutMs' | 'silenceMs'>;
  /** Whether each task has a process of its own. */
  readonly isolate: boolean;
  readonly onReport: (task: RunTask, ...report: Parameters<ReportListener>) => void;
}

/** A worker that has executed so many tasks makes room for a fresh one: whatever creeps, ends. */
const mostTasks = 1000;

/** So does one that holds this share of the machine's memory. */
const largestMemoryShare = 1 / 8;

/** Free workers that are kept, those for other numbers of threads among them. */
const mostFree = 8;

/** The workers of this machine: a task goes to one that is free and fits, or to a new one. */
export class WorkerCrew {
  private readonly workers = new Set<Worker>();

  constructor(private readonly options: CrewOptions) {}

  /** Has a task executed. A worker that was gone before it heard of the task gives way to another. */
  execute(task: RunTask): TaskExecution {
    const directory = new RunDirectory(task.runFolder);
    let log: RunLog;
    try {
      log = RunLog.open(directory);
    } catch (error) {
      const reason = error instanceof UserError ? error.describe() : String(error);
      const status = recordFailure(directory, task.config.configHash, reason);
      return { ended: Promise.resolve({ status }), stop() {}, kill() {} };
    }
    let current = this.assign(task, log);
    const follow = async (): Promise<TaskEnd> => {
      try {
        for (;;) {
          const end = await current.ended;
          if (end !== undefined) return end;
          current = this.assign(task, log);
        }
      } finally {
        log.close();
      }
    };
    return { ended: follow(), stop: () => current.stop(), kill: () => current.kill() };
  }

  /** Lets all workers end, and waits for that. To be called when none executes a task. */
  async close(): Promise<void> {
    const gone = [...this.workers].map((worker) => worker.gone);
    for (const worker of this.workers) worker.leave();
    await Promise.all(gone);
  }

  private assign(task: RunTask, log: RunLog): WorkerExecution {
    const free = [...this.workers].filter((worker) => worker.isFree);
    const worker = free.find((one) => one.fits(task)) ?? this.start(task, log, free);
    const { limits, onReport } = this.options;
    const execution = worker.execute(task, log, (report) => onReport(task, report), limits);
    return { ...execution, ended: execution.ended.finally(() => this.retire(worker)) };
  }

  private start({ threadUse }: RunTask, log: RunLog, free: readonly Worker[]): Worker {
    if (free.length >= mostFree) free[0]?.leave();
    const worker = Worker.start(threadUse, log);
    this.workers.add(worker);
    void worker.gone.then(() => this.workers.delete(worker));
    return worker;
  }

  /** Has a worker leave that has done its part. */
  private retire(worker: Worker): void {
    const isOld =
      worker.taskCount >= mostTasks || worker.residentBytes > largestMemoryShare * machineMemory();
    if (this.options.isolate || isOld) worker.leave();
  }
}
