import type { RunStatus } from '../../records/status';
import { UserError } from '../../util/user-error';
import type { FailurePolicy } from '../failure-policy';
import { RunHeldError } from '../hold-run';
import type { LaunchListener } from '../launch-events';
import type { TaskEnd, TaskExecution, TaskPool } from '../launcher';
import type { RunTask } from '../run-task';

/** What a pool is made of. */
export interface PoolOptions {
  /** How many of these tasks are executed at once. */
  readonly jobs: (tasks: readonly RunTask[]) => number;
  readonly policy: FailurePolicy;
  readonly listener: LaunchListener;
  /** Starts to execute a task. */
  readonly start: (task: RunTask) => TaskExecution;
  /** Ends what was kept ready to execute tasks. */
  readonly close: () => Promise<void>;
}

/** Executes several tasks at once, first in first out, and decides what failures mean. */
export class RunPool implements TaskPool {
  private readonly active = new Set<TaskExecution>();
  private failuresInARow = 0;
  private stopped = false;

  constructor(private readonly options: PoolOptions) {}

  get isStopped(): boolean {
    return this.stopped;
  }

  async runAll(
    tasks: readonly RunTask[],
    prepare: (task: RunTask) => RunStatus | undefined = () => undefined,
  ): Promise<ReadonlyMap<string, RunStatus>> {
    const statuses = new Map<string, RunStatus>();
    const waiting = [...tasks];
    const work = async (): Promise<void> => {
      while (!this.stopped) {
        const task = waiting.shift();
        if (task === undefined) return;
        const status = await this.runInTurn(task, prepare);
        if (status !== undefined) statuses.set(task.config.runId, status);
      }
    };
    await Promise.all(Array.from({ length: this.options.jobs(tasks) }, work));
    return statuses;
  }

  stop(): void {
    this.stopped = true;
    for (const execution of this.active) execution.stop();
  }

  kill(): void {
    this.stopped = true;
    for (const execution of this.active) execution.kill();
  }

  close(): Promise<void> {
    return this.options.close();
  }

  /** Executes a task; gives no status where another process has its run. */
  private async runInTurn(
    task: RunTask,
    prepare: (task: RunTask) => RunStatus | undefined,
  ): Promise<RunStatus | undefined> {
    const end = prepareTask(task, prepare) ?? (await this.runWithRetries(task));
    const { listener } = this.options;
    if ('heldBy' in end) {
      listener({ type: 'held', run: task.config, hold: end.heldBy });
      return undefined;
    }
    const { status } = end;
    if (status.state === 'stopped') listener({ type: 'paused', run: task.config, status });
    else listener({ type: 'ended', run: task.config, ...end });
    this.judge(status.state === 'failed');
    return status;
  }

  private async runWithRetries(task: RunTask): Promise<TaskEnd> {
    const { policy, listener } = this.options;
    for (let attempt = 1; ; attempt += 1) {
      const end = await this.runOnce(task);
      const isFailure = 'status' in end && end.status.state === 'failed';
      if (!isFailure || attempt > policy.retries || this.stopped) return end;
      listener({ type: 'retried', run: task.config, attempt, ...end });
    }
  }

  private async runOnce(task: RunTask): Promise<TaskEnd> {
    const execution = this.options.start(task);
    this.active.add(execution);
    try {
      return await execution.ended;
    } finally {
      this.active.delete(execution);
    }
  }

  private judge(isFailure: boolean): void {
    const { failFast, giveUpAfter } = this.options.policy;
    this.failuresInARow = isFailure ? this.failuresInARow + 1 : 0;
    if (!isFailure || this.stopped) return;
    if (failFast || this.failuresInARow >= giveUpAfter) {
      const reason = failFast
        ? 'a run failed'
        : `${this.failuresInARow} runs failed one after the other`;
      this.options.listener({ type: 'gaveUp', reason });
      this.stop();
    }
  }
}

/**
 * Prepares a task; gives the end of it where it need not be executed or can't be. Nothing would be
 * gained by a retry.
 */
function prepareTask(
  task: RunTask,
  prepare: (task: RunTask) => RunStatus | undefined,
): TaskEnd | undefined {
  try {
    const status = prepare(task);
    return status === undefined ? undefined : { status };
  } catch (error) {
    if (error instanceof RunHeldError) return { heldBy: error.hold };
    if (!(error instanceof UserError)) throw error;
    const { configHash } = task.config;
    return { status: { state: 'failed', error: error.describe(), configHash } };
  }
}
