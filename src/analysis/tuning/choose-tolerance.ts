import type { RankingMetric } from '../../spec/metric-schema';

/** Within this of the best an accuracy or r2 counts as good, unless a smallest difference is given. */
const accuracyTolerance = 0.01;
/** The same for losses and errors, as a share of the best one. */
const lossTolerance = 0.1;

/**
 * How far below the best a setting may stay and still count as good: the smallest difference of
 * interest where the metric names one, else one point of an accuracy or r2, or a tenth of the best loss
 * or error.
 *
 * @param best the best of each value of the question.
 */
export function chooseTolerance({ name, atLeast }: RankingMetric, best: readonly number[]): number {
  if (atLeast !== undefined) return atLeast;
  if (/\/(accuracy|r2)$/.test(name)) return accuracyTolerance;
  return best.length === 0 ? 0 : lossTolerance * Math.min(...best);
}
