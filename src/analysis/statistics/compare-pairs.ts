import { estimateMean, type MeanEstimate, tQuantile } from './estimate-mean';

/** What pairs of values, one pair per seed, tell of the difference behind them. */
export interface PairedComparison {
  /** Of the differences, first minus second. */
  readonly difference: MeanEstimate;
  /** Which is greater; `undecided` where the interval holds zero or there is none. */
  readonly verdict: 'greater' | 'less' | 'equal' | 'undecided';
  /** About how many pairs would decide; absent where these do, or nothing can be said. */
  readonly pairsNeeded: number | undefined;
}

/** More than this is as good as never. */
const mostPairs = 1000;

/**
 * Compares values in pairs. Pairs share a seed, so what the seed does to both cancels out of their
 * difference, https://www.itl.nist.gov/div898/handbook/prc/section3/prc311.htm.
 */
export function comparePairs(pairs: readonly (readonly [number, number])[]): PairedComparison {
  const difference = estimateMean(pairs.map(([first, second]) => first - second));
  const verdict = judge(difference);
  const { mean, stddev } = difference;
  const pairsNeeded =
    verdict === 'undecided' && stddev !== undefined ? countPairsNeeded(mean, stddev) : undefined;
  return { difference, verdict, pairsNeeded };
}

function judge({ interval }: MeanEstimate): PairedComparison['verdict'] {
  if (interval === undefined) return 'undecided';
  const { low, high } = interval;
  if (low === 0 && high === 0) return 'equal';
  if (low > 0) return 'greater';
  return high < 0 ? 'less' : 'undecided';
}

/**
 * The number of pairs with which a difference as large as this one would be told from zero four
 * times out of five: the least n with n >= ((t(0.975, n - 1) + t(0.8, n - 1)) s / d)^2,
 * https://www.itl.nist.gov/div898/handbook/prc/section2/prc222.htm.
 *
 * @returns undefined where no number up to 1000 is enough.
 */
export function countPairsNeeded(difference: number, stddev: number): number | undefined {
  const ratio = stddev / Math.abs(difference);
  const isEnough = (count: number): boolean =>
    count >= ((tQuantile(0.975, count - 1) + tQuantile(0.8, count - 1)) * ratio) ** 2;
  if (!isEnough(mostPairs)) return undefined;
  // What is needed falls as the count grows, so that a bisection finds the place.
  let [tooFew, enough] = [1, mostPairs];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
