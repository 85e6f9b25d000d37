import { type Interval, type MeanEstimate, tQuantile } from './estimate-mean';

/**
 * How many values would tell a mean from zero, from the least to the most that the 80 % interval of
 * the mean allows for.
 *
 * @param alpha the error of the test that is to tell; less than 0.05 where several share it.
 * @returns undefined where that interval holds zero, so that it may take any number, or where it
 * allows for more than 1000.
 */
export function foreseePairsNeeded(
  { count, mean, stddev, interval }: MeanEstimate,
  alpha = 0.05,
): Interval | undefined {
  if (interval === undefined || stddev === undefined || stddev === 0) return undefined;
  const halfWidth = (tQuantile(0.9, count - 1) * stddev) / Math.sqrt(count);
  const nearest = Math.abs(mean) - halfWidth;
  const high = nearest > 0 ? countPairsNeeded(nearest, stddev, alpha) : undefined;
  const low = countPairsNeeded(Math.abs(mean) + halfWidth, stddev, alpha);
  if (high === undefined || low === undefined || high <= count) return undefined;
  return { low: Math.max(low, count + 1), high };
}

/** More than this is as good as never. */
const mostPairs = 1000;

/**
 * The number of pairs with which a difference as large as this one would be told from zero four
 * times out of five: the least n with n >= ((t(1 - alpha / 2, n - 1) + t(0.8, n - 1)) s / d)^2,
 * https://www.itl.nist.gov/div898/handbook/prc/section2/prc222.htm.
 *
 * @returns undefined where no number up to 1000 is enough.
 */
export function countPairsNeeded(
  difference: number,
  stddev: number,
  alpha = 0.05,
): number | undefined {
  const ratio = stddev / Math.abs(difference);
  const isEnough = (count: number): boolean =>
    count >= ((tQuantile(1 - alpha / 2, count - 1) + tQuantile(0.8, count - 1)) * ratio) ** 2;
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
