import { jStat } from 'jstat';
import { type AgainstBest, compareWithBest } from '../best/compare-with-best';
import { type BySeed, subtractBySeed } from '../best/subtract-by-seed';
import { estimateMean, type Interval } from '../estimate-mean';
import { testTunedMean, widenByLuck } from './test-tuned-mean';

/** A value of the question, such as an optimizer, once it is tuned. */
export interface TunedValue {
  /** Scores of the chosen point on fresh seeds; of several choices their means. */
  readonly confirming: BySeed;
  /** Variance of their mean, were the choice made again (`estimateTuningLuck`). */
  readonly luck: number;
}

/**
 * Compares tuned values with the best one on fresh seeds, and counts the luck of the choice: the
 * interval of a difference is widened by what both chosen points might differ from another choice of
 * the same points (`estimateTuningLuck`, `widenByLuck`). Fresh seeds alone would only compare the two
 * points, not what tuning gives. What is said holds for the points that were tried: more of them may
 * find better ones. Two values are compared as a claim about them is tested.
 *
 * @param best the index of the best on fresh seeds.
 * @returns as `compareWithBest`.
 */
export function compareTuned(
  values: readonly TunedValue[],
  best: number,
  isGreaterBetter: boolean,
  alpha = 0.05,
): (AgainstBest | undefined)[] {
  const trials = values.map(({ confirming }) => confirming);
  const plain = compareWithBest(trials, best, { isGreaterBetter, alpha });
  const pairs = (values.length * (values.length - 1)) / 2;
  return plain.map((one, index): AgainstBest | undefined => {
    if (one?.interval === undefined || one.difference === undefined) return one;
    const variance = (values[index]?.luck ?? 0) + (values[best]?.luck ?? 0);
    if (variance === 0) return one;
    const interval = widenByLuck(one.interval, one.difference, variance, alpha / pairs);
    const isWorse = one.isWorse && (interval.low > 0 || interval.high < 0);
    const differences = subtractBySeed(trials[index] ?? new Map(), trials[best] ?? new Map());
    const p =
      pairs === 1
        ? testTunedDifference(differences, variance)
        : Math.max(one.p, pOfInterval(one.difference, interval, alpha, pairs));
    return { ...one, interval, p, isWorse };
  });
}

function testTunedDifference(differences: readonly number[], luck: number): number {
  const estimate = estimateMean(differences);
  return 2 * testTunedMean({ ...estimate, mean: Math.abs(estimate.mean) }, luck, 0);
}

/** The p that a widened interval has by its distance to zero, taken as normal, of all pairs together. */
function pOfInterval(difference: number, { low, high }: Interval, alpha: number, pairs: number) {
  const distance = difference < 0 ? high - difference : difference - low;
  const quantile = jStat.normal.inv(1 - alpha / pairs / 2, 0, 1);
  const tail = jStat.normal.cdf((-quantile * Math.abs(difference)) / distance, 0, 1);
  return Math.min(1, 2 * pairs * tail);
}
