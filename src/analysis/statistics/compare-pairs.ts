import { estimateMean, type Interval, type MeanEstimate, tQuantile } from './estimate-mean';

/** What pairs of values, one pair per seed, tell of the difference behind them. */
export interface PairedComparison {
  /** Of the differences, first minus second. */
  readonly difference: MeanEstimate;
  /** Which is greater; `undecided` where the interval holds zero or there is none. */
  readonly verdict: 'greater' | 'less' | 'equal' | 'undecided';
  /** About how many pairs would decide; absent where these do, or nothing can be said. */
  readonly pairsNeeded: Interval | undefined;
}

/**
 * Compares values in pairs. Pairs share a seed, so what the seed does to both cancels out of their
 * difference, https://www.itl.nist.gov/div898/handbook/prc/section3/prc311.htm. Fewer than three
 * pairs decide nothing, nor do fewer than six with the very same difference.
 *
 * @param bounds what the difference can be at all.
 */
export function comparePairs(
  pairs: readonly (readonly [number, number])[],
  bounds?: Interval,
): PairedComparison {
  const differences = pairs.map(([first, second]) => subtract(first, second));
  const difference = estimateMean(differences, bounds);
  const isEqual = differences.every((value) => value === 0);
  const verdict = isEqual ? 'equal' : judge(difference);
  const pairsNeeded = verdict === 'undecided' ? foreseePairsNeeded(difference) : undefined;
  return { difference, verdict, pairsNeeded };
}

/** Means over equal runs may differ by the rounding of their sums, which is no difference. */
function subtract(first: number, second: number): number {
  const scale = Math.max(Math.abs(first), Math.abs(second));
  return Math.abs(first - second) <= 1e-12 * scale ? 0 : first - second;
}

function judge({ interval }: MeanEstimate): PairedComparison['verdict'] {
  if (interval === undefined) return 'undecided';
  if (interval.low > 0) return 'greater';
  return interval.high < 0 ? 'less' : 'undecided';
}

/**
 * How many values would tell a mean from zero, from the least to the most that the 80 % interval of
 * the mean allows for.
 *
 * @returns undefined where that interval holds zero, so that it may take any number, or where it
 * allows for more than 1000.
 */
export function foreseePairsNeeded({
  count,
  mean,
  stddev,
  interval,
}: MeanEstimate): Interval | undefined {
  if (interval === undefined || stddev === undefined || stddev === 0) return undefined;
  const halfWidth = (tQuantile(0.9, count - 1) * stddev) / Math.sqrt(count);
  const nearest = Math.abs(mean) - halfWidth;
  const high = nearest > 0 ? countPairsNeeded(nearest, stddev) : undefined;
  const low = countPairsNeeded(Math.abs(mean) + halfWidth, stddev);
  if (high === undefined || low === undefined || high <= count) return undefined;
  return { low: Math.max(low, count + 1), high };
}

/** More than this is as good as never. */
const mostPairs = 1000;

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
