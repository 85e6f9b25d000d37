import type { StepTime } from '../records/status';

/** How long one call into an engine should take, so that progress flows and a stop is heard. */
const targetMs = 100;

/** Finds how many steps to train per call, from how long the last calls took, and adds those up. */
export class StepPacer {
  private perCall = 1;
  private steps = 0;
  private durationMs = 0;

  /** Steps for the next call. Numbers never depend on it. */
  get stepsPerCall(): number {
    return this.perCall;
  }

  /** All steps so far, and the time that they took. */
  get trained(): StepTime {
    return { steps: this.steps, durationMs: this.durationMs };
  }

  /** Runs a call of `steps` steps and learns from its duration. */
  time<Value>(steps: number, call: () => Value): Value {
    const start = performance.now();
    const value = call();
    const durationMs = performance.now() - start;
    this.steps += steps;
    this.durationMs += durationMs;
    const stepMs = Math.max(durationMs / Math.max(1, steps), 1e-4);
    // Growing by at most four times keeps one lucky measurement from making a long call.
    this.perCall = Math.max(1, Math.min(Math.floor(targetMs / stepMs), this.perCall * 4));
    return value;
  }
}
