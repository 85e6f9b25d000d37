import type { ChildProcess } from 'node:child_process';
import { formatDuration } from '../../util/format-duration';
import { AwakeTimer } from '../../util/process/awake-timer';
import type { FailurePolicy } from '../failure-policy';

/** Ends a process that takes too long or has fallen silent while this one could listen. */
export class Watchdog {
  /** Why the process was ended, if it was. */
  reason: string | undefined;
  private readonly timeout: AwakeTimer | undefined;
  private readonly silence: AwakeTimer;

  constructor(
    private readonly child: ChildProcess,
    { timeoutMs, silenceMs }: Pick<FailurePolicy, 'timeoutMs' | 'silenceMs'>,
  ) {
    if (timeoutMs !== undefined) {
      const reason = `it took longer than its timeout of ${formatDuration(timeoutMs)}`;
      this.timeout = new AwakeTimer(timeoutMs, () => this.end(reason));
    }
    const hangs = `its process hung: nothing was heard of it for ${formatDuration(silenceMs)}`;
    this.silence = new AwakeTimer(silenceMs, () => this.end(hangs));
  }

  /** Takes note of a sign of life. */
  hear(): void {
    this.silence.restart();
  }

  /** Stops watching. */
  close(): void {
    this.timeout?.stop();
    this.silence.stop();
  }

  private end(reason: string): void {
    this.reason ??= reason;
    this.child.kill('SIGKILL');
  }
}
