import type { RunSettings } from '../plan/run-config';

/** What happens behind a step. */
export interface Due {
  /** Metrics of the batch are recorded, and summaries written. */
  readonly log: boolean;
  /** The validation and test splits are evaluated. */
  readonly evaluate: boolean;
  readonly checkpoint: boolean;
}

type Intervals = Pick<RunSettings, 'steps' | 'logEvery' | 'evaluateEvery' | 'checkpointEvery'>;

/** Says what is due behind a step. Everything is due behind the last one. */
export function dueAt(step: number, intervals: Intervals): Due {
  const isLast = step === intervals.steps;
  const evaluate = isLast || step % intervals.evaluateEvery === 0;
  return {
    log: evaluate || step % intervals.logEvery === 0,
    evaluate,
    checkpoint: isLast || step % intervals.checkpointEvery === 0,
  };
}

/** The next step behind which something is due. */
export function nextDueStep(step: number, intervals: Intervals): number {
  const next = (interval: number): number => (Math.floor(step / interval) + 1) * interval;
  return Math.min(
    intervals.steps,
    next(intervals.logEvery),
    next(intervals.evaluateEvery),
    next(intervals.checkpointEvery),
  );
}
