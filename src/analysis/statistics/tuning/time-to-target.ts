import type { Interval } from '../estimate-mean';
import { wilsonInterval } from '../wilson-interval';

/** A measured value, and when. */
export interface TimedValue {
  /** A step, or seconds of training. */
  readonly at: number;
  readonly value: number;
}

/**
 * When a metric first reaches a target; infinite where it does not. A run that never gets there
 * counts as slower than all that do and is never left out (Dahl et al., Benchmarking Neural Network
 * Training Algorithms, 2023, arXiv 2306.07179).
 *
 * @param curve ascending in time.
 */
export function findTimeToTarget(
  curve: readonly TimedValue[],
  target: number,
  isGreaterBetter: boolean,
): number {
  const reached = curve.find(({ value }) => (isGreaterBetter ? value >= target : value <= target));
  return reached?.at ?? Number.POSITIVE_INFINITY;
}

/** Times of several seeds. */
export interface TimesSummary {
  /** Infinite where half of the seeds or more do not get there. */
  readonly median: number;
  readonly reached: number;
  readonly count: number;
  /** The share that gets there, 95 % by Wilson. */
  readonly reachedShare: Interval;
}

/** Sums up times to a target over at least one seed, with the upper median, a time that was seen. */
export function summarizeTimes(times: readonly number[]): TimesSummary {
  const sorted = times.toSorted((a, b) => (a === b ? 0 : a - b));
  const count = times.length;
  const reached = times.filter(Number.isFinite).length;
  // Of an even number the upper of the two in the middle: no mean of a time and of never.
  const median = sorted[Math.floor(count / 2)] ?? Number.POSITIVE_INFINITY;
  return { median, reached, count, reachedShare: wilsonInterval(reached, count) };
}
