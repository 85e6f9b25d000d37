import type { NamedTensors } from '../engine';

/** Steps that follow each other. */
interface StepRange {
  readonly first: number;
  last: number;
}

/**
 * The way to the state of a session: a state that is known anyway, and the steps since. It can be gone
 * again, with the same bits, as far as a step in the middle of what was trained in one call. Nothing is
 * copied for it while training.
 */
export class Replay {
  /** What the session started from, as long as it is undefined. */
  private known: NamedTensors | undefined;
  private steps: StepRange[] = [];

  /**
   * @param restore brings the session into a state, undefined for the one that it began in.
   * @param train trains steps that are in the range of calls.
   */
  constructor(
    private readonly restore: (state: NamedTensors | undefined) => void,
    private readonly train: (first: number, last: number) => void,
  ) {}

  /** Says that this is the state of the session now. The values must not change later. */
  know(state: NamedTensors): void {
    this.known = state;
    this.steps = [];
  }

  /** Says that steps were trained. */
  add(first: number, last: number): void {
    const before = this.steps.at(-1);
    if (before?.last === first - 1) before.last = last;
    else this.steps.push({ first, last });
  }

  /** Brings the session into the state that it was in when all steps that were added had been trained. */
  goBack(): void {
    this.restore(this.known);
    for (const { first, last } of this.steps) this.train(first, last);
  }
}
