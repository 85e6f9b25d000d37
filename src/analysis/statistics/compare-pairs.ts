import { estimateMean, type Interval, type MeanEstimate } from './estimate-mean';
import { foreseePairsNeeded } from './foresee-pairs';

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
