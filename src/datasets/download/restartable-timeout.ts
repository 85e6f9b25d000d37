import { AwakeTimer } from '../../util/process/awake-timer';

/** A limit on waiting that can be set anew after each sign of life. */
export interface RestartableTimeout {
  /** Aborted when something took too long. */
  readonly signal: AbortSignal;
  /** Forgets the time that passed, and waits for the next thing. */
  restart(durationMs: number, what: string): void;
  /** Ends the waiting. */
  stop(): void;
  /** What took too long; undefined as long as nothing did. */
  reason(): string | undefined;
}

/** Starts to wait; `what` says what went on for so long, as in `no answer for 3 s`. */
export function startTimeout(durationMs: number, what: string): RestartableTimeout {
  const controller = new AbortController();
  let reason: string | undefined;
  const start = (limitMs: number, waitedFor: string) =>
    new AwakeTimer(limitMs, () => {
      reason = `${waitedFor} for ${limitMs / 1000} s`;
      controller.abort();
    });
  let timer = start(durationMs, what);
  return {
    signal: controller.signal,
    restart(limitMs, waitedFor) {
      timer.stop();
      timer = start(limitMs, waitedFor);
    },
    stop: () => timer.stop(),
    reason: () => reason,
  };
}
