import { jStat } from 'jstat';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { isFlat } from '../is-flat';

/**
 * Two-sided p of paired differences against a mean of zero, by Student's t with n - 1 degrees of
 * freedom, https://www.itl.nist.gov/div898/handbook/prc/section3/prc311.htm.
 *
 * Differences that are all the same have no spread to go by; their p is that of the sign test,
 * 2^(1 - n), so that fewer than six decide nothing.
 *
 * @param differences at least one.
 */
export function testPairedT(differences: readonly number[]): number {
  const isGreater = testOneSidedT(differences, 0);
  const isLess = testOneSidedT(
    differences.map((value) => -value),
    0,
  );
  return Math.min(1, 2 * Math.min(isGreater, isLess));
}

/**
 * One-sided p for a mean above a bound: small where the values speak against a mean of at most that.
 * Values that are all the same have that of the sign test, 2^-n.
 */
export function testOneSidedT(values: readonly number[], bound: number): number {
  const count = values.length;
  const excess = mean([...values]) - bound;
  if (count < 2 || isFlat(values)) {
    if (excess === 0) return 0.5;
    return excess > 0 ? signTestOf(values) : 1 - signTestOf(values);
  }
  const error = sampleStandardDeviation([...values]) / Math.sqrt(count);
  return jStat.studentt.cdf(-excess / error, count - 1);
}

/** That all of n values lie on one side by chance. */
function signTestOf(values: readonly number[]): number {
  return 2 ** -values.length;
}
