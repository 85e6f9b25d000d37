import { jStat } from 'jstat';
import { sampleVariance } from 'simple-statistics';
import { type AgainstBest, compareWithBest } from '../best/compare-with-best';
import type { BySeed } from '../best/subtract-by-seed';
import { estimateTuningLuck } from './tuning-luck';

/** A value of the question, such as an optimizer, once it is tuned. */
export interface TunedValue {
  /** Scores of the chosen point on fresh seeds; of several choices their means. */
  readonly confirming: BySeed;
  /**
   * Scores of all points that it was chosen from, on the tuning seeds; a list for each choice that it
   * is the mean of.
   */
  readonly choices: readonly (readonly BySeed[])[];
}

/**
 * Compares tuned values with the best one on fresh seeds, and counts the luck of the choice: the
 * interval of a difference is widened by what both chosen points might differ from another choice of
 * the same points (`estimateTuningLuck`; distances added as squares, MOVER, Zou and Donner, 2008).
 * Fresh seeds alone would only compare the two points, not what tuning gives. What is said holds for
 * the points that were tried: more of them may find better ones.
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
  const plain = compareWithBest(
    values.map(({ confirming }) => confirming),
    best,
    { isGreaterBetter, alpha },
  );
  const luck = values.map(({ choices, confirming }) => {
    const scores = [...confirming.values()];
    // A mean of several varies the less, each of them as much as a run.
    const varianceOfRun = scores.length < 2 ? 0 : sampleVariance(scores) * choices.length;
    const variances = choices.map((points) =>
      estimateTuningLuck({ points, isGreaterBetter, varianceOfRun }),
    );
    return variances.reduce((sum, variance) => sum + variance, 0) / choices.length ** 2;
  });
  const pairs = (values.length * (values.length - 1)) / 2;
  const quantile = jStat.normal.inv(1 - alpha / 2 / pairs, 0, 1);
  return plain.map((one, index) => {
    if (one?.interval === undefined || one.difference === undefined) return one;
    const variance = (luck[index] ?? 0) + (luck[best] ?? 0);
    return variance === 0 ? one : widen(one, one.difference, quantile, variance, pairs);
  });
}

function widen(
  one: AgainstBest,
  difference: number,
  quantile: number,
  variance: number,
  pairs: number,
): AgainstBest {
  const { low, high } = one.interval ?? { low: difference, high: difference };
  const luck = quantile * Math.sqrt(variance);
  const interval = {
    low: difference - Math.hypot(difference - low, luck),
    high: difference + Math.hypot(high - difference, luck),
  };
  const isApart = interval.low > 0 || interval.high < 0;
  const distance = difference < 0 ? interval.high - difference : difference - interval.low;
  const tail = jStat.normal.cdf((-quantile * Math.abs(difference)) / distance, 0, 1);
  const p = Math.min(1, Math.max(one.p, 2 * pairs * tail));
  return { ...one, interval, p, isWorse: one.isWorse && isApart };
}
