import type { LeaseHold } from '../leases/lease';
import type { RunStatus } from '../records/status';
import type { FailurePolicy } from './failure-policy';
import type { LaunchListener } from './launch-events';
import type { RunTask } from './run-task';

/** Where and how tasks are executed: on this machine, or by what schedules several. */
export interface Launcher {
  /**
   * Sees to it that tasks can be executed at all.
   *
   * @throws UserError where they can't.
   */
  check(): void;
  /** Makes ready to execute tasks; starts nothing. */
  open(options: LauncherOptions): TaskPool;
}

/** How tasks are to be executed. */
export interface LauncherOptions {
  /** Runs at once; by default what serves throughput. */
  readonly jobs?: number | undefined;
  readonly policy: FailurePolicy;
  /** Whether nothing stays from one task to the next: each has a process of its own. */
  readonly isolate: boolean;
  /** Hears of every task: `started`, `progress`, `retried`, `paused`, `held`, `ended`; and `gaveUp`. */
  readonly listener: LaunchListener;
}

/** Executes tasks until it is stopped. */
export interface TaskPool {
  /** Whether nothing more is started: it was stopped, or too much failed. */
  readonly isStopped: boolean;
  /**
   * Executes tasks, first in first out. Settles when none is executed any more.
   *
   * @param prepare called when a task's turn has come, before anything of it starts; gives its status
   * where it need not be executed any more. A `RunHeldError` that it throws passes the task over, any
   * other `UserError` is the task's failure.
   * @returns how they ended, by the ids of their runs; those that were not reached are missing, and
   * those that others hold.
   */
  runAll(
    tasks: readonly RunTask[],
    prepare?: (task: RunTask) => RunStatus | undefined,
  ): Promise<ReadonlyMap<string, RunStatus>>;
  /** Starts nothing more and asks what runs to end with a checkpoint. */
  stop(): void;
  /** Ends everything at once. */
  kill(): void;
  /** Frees what is kept ready for more tasks. To be called when none is executed any more. */
  close(): Promise<void>;
}

/** How the execution of a task ended: with a status, unless another process has its run. */
export type TaskEnd = TaskResult | { readonly heldBy: LeaseHold };

/** What a task came to. */
export interface TaskResult {
  readonly status: RunStatus;
  /** The end of what its process printed, where that may say why it failed. */
  readonly logTail?: string;
}

/** A task under way. */
export interface TaskExecution {
  /** Settles when nothing executes it any more, whatever happened. Never rejects. */
  readonly ended: Promise<TaskEnd>;
  /** Asks it to end with a checkpoint. */
  stop(): void;
  /** Ends it at once. */
  kill(): void;
}
