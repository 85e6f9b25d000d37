import type { AgainstBest } from './compare-with-best';

/**
 * What can be said of a trial beside the best one: it is `worse`; it is `equivalent`, because the
 * interval of the difference lies within the smallest one of interest; it is `open`, where it lies
 * partly beyond; or, where no smallest difference was given, it is `not distinguishable`.
 */
export type AgainstBestVerdict = 'worse' | 'equivalent' | 'open' | 'not distinguishable';

/**
 * Judges a trial beside the best one. The interval holds for all trials together, so that all that
 * are called equivalent are so together with 95 %.
 *
 * @param atLeast the smallest difference of interest, above 0.
 */
export function judgeAgainstBest(
  { isWorse, interval }: AgainstBest,
  atLeast: number | undefined,
): AgainstBestVerdict {
  if (isWorse) return 'worse';
  if (atLeast === undefined) return 'not distinguishable';
  const isWithin = interval !== undefined && interval.low > -atLeast && interval.high < atLeast;
  return isWithin ? 'equivalent' : 'open';
}
