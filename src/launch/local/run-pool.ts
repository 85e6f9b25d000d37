import type { RunConfig } from '../../plan/run-config';
import type { RunStatus } from '../../records/status';
import type { FailurePolicy } from '../failure-policy';
import type { LaunchListener } from '../launch-events';
import type { RunEnd, RunProcess } from './run-process';

/** Starts the process of a run. */
export type RunStarter = (run: RunConfig) => RunProcess;

/** What a pool is made of. */
export interface PoolOptions {
  /** Runs at once. */
  readonly jobs: number;
  readonly policy: FailurePolicy;
  readonly listener: LaunchListener;
  readonly start: RunStarter;
}

/** Runs several processes at once, first in first out, and decides what failures mean. */
export class RunPool {
  private readonly active = new Set<RunProcess>();
  private failuresInARow = 0;
  private stopped = false;

  constructor(private readonly options: PoolOptions) {}

  /** Whether nothing more is started: it was stopped, or too much failed. */
  get isStopped(): boolean {
    return this.stopped;
  }

  /** Runs all that it is given; a run that was not reached has no status. */
  async runAll(runs: readonly RunConfig[]): Promise<Map<string, RunStatus>> {
    const statuses = new Map<string, RunStatus>();
    const waiting = [...runs];
    const work = async (): Promise<void> => {
      while (!this.stopped) {
        const run = waiting.shift();
        if (run === undefined) return;
        statuses.set(run.runId, await this.runWithRetries(run));
      }
    };
    await Promise.all(Array.from({ length: this.options.jobs }, work));
    return statuses;
  }

  /** Starts nothing more and asks what runs to end with a checkpoint. */
  stop(): void {
    this.stopped = true;
    for (const child of this.active) child.stop();
  }

  /** Ends everything at once. */
  kill(): void {
    this.stopped = true;
    for (const child of this.active) child.kill();
  }

  private async runWithRetries(run: RunConfig): Promise<RunStatus> {
    const { policy, listener } = this.options;
    for (let attempt = 0; ; attempt += 1) {
      const end = await this.runOnce(run);
      const { status } = end;
      const isFailure = status.state === 'failed';
      if (isFailure && attempt < policy.retries && !this.stopped) {
        listener({ type: 'retried', run, attempt: attempt + 1, ...end });
        continue;
      }
      if (status.state === 'stopped') listener({ type: 'paused', run, status });
      else listener({ type: 'ended', run, ...end });
      this.judge(isFailure);
      return status;
    }
  }

  private async runOnce(run: RunConfig): Promise<RunEnd> {
    const child = this.options.start(run);
    this.active.add(child);
    try {
      return await child.ended;
    } finally {
      this.active.delete(child);
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
