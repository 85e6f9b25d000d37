import type { ChildProcess } from 'node:child_process';
import type { FailurePolicy } from './failure-policy';

/** Ends a process that takes too long or has fallen silent. */
export class Watchdog {
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

  /** Stops watching. */
  close(): void {
    clearTimeout(this.timeout);
    clearTimeout(this.silence);
  }

  private end(reason: string): void {
    this.reason ??= reason;
    this.child.kill('SIGKILL');
  }
}
