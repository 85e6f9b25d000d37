const LONGEST_TICK_MS = 1000;
const SHORTEST_TICK_MS = 5;
/** Ticks per duration: how exact it is. */
const TICKS = 20;

/**
 * A timer of any length, also one beyond the 24 days of `setTimeout`, that counts the time in which
 * this process was awake: while it is stopped (Ctrl-Z) or the machine sleeps, nothing can be heard
 * of anybody, and nobody is late.
 */
export class AwakeTimer {
  private awakeMs = 0;
  private tickedAt = performance.now();
  private readonly interval: NodeJS.Timeout;

  /** @param durationMs above 0; `Infinity` never ends */
  constructor(durationMs: number, onEnd: () => void) {
    const tickMs = Math.min(LONGEST_TICK_MS, Math.max(SHORTEST_TICK_MS, durationMs / TICKS));
    this.interval = setInterval(() => {
      const now = performance.now();
      // A tick that comes much too late tells of a process that did not run.
      this.awakeMs += Math.min(now - this.tickedAt, 2 * tickMs);
      this.tickedAt = now;
      if (this.awakeMs < durationMs) return;
      this.stop();
      onEnd();
    }, tickMs);
  }

  /** Begins to count anew. */
  restart(): void {
    this.awakeMs = 0;
    this.tickedAt = performance.now();
  }

  /** Ends it for good, without a call. */
  stop(): void {
    clearInterval(this.interval);
  }
}
