import type { Interval } from '../estimate-mean';
import { wilsonInterval } from '../wilson-interval';

/** How often one of two is better. */
export interface ProbabilityOfBetter {
  /** Seeds on which it is better, ties as half ones. */
  readonly better: number;
  readonly count: number;
  /** P(A better than B) on a seed of both. */
  readonly probability: number;
  /** 95 %, by Wilson. */
  readonly interval: Interval;
}

/**
 * The probability that a run of one is better than that of another on the same seed, from at least
 * one paired difference (Bouthillier et al., Accounting for Variance in Machine Learning Benchmarks,
 * 2021, arXiv 2103.03098, who take the bootstrap for the interval; Wilson's keeps its level with few
 * seeds and where all agree).
 *
 * @param differences first minus second.
 */
export function estimateProbabilityOfBetter(
  differences: readonly number[],
  isGreaterBetter: boolean,
): ProbabilityOfBetter {
  const count = differences.length;
  const sign = isGreaterBetter ? 1 : -1;
  const better = differences.reduce(
    (sum, difference) => sum + (1 + Math.sign(sign * difference)) / 2,
    0,
  );
  return { better, count, probability: better / count, interval: wilsonInterval(better, count) };
}
