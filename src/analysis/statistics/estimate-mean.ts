import { jStat } from 'jstat';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { isFlat } from './is-flat';
import { fewestSigns } from './sign-test';

/** An interval with both ends. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What values tell of the mean that they were drawn around. */
export interface MeanEstimate {
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation (divided by n - 1); absent for a single value. */
  readonly stddev: number | undefined;
  /** 95 % confidence interval of the mean; absent where there are too few values for one. */
  readonly interval: Interval | undefined;
}

/** Confidence of all intervals. */
export const confidence = 0.95;

/**
 * With two values the t interval rests on a single difference: it is 13 standard errors wide, and
 * still errs with everything that is not normal, such as runs that are lost.
 */
export const fewestForInterval = 3;

/** What has no bounds. */
const unbounded: Interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** The quantile of Student's t distribution. */
export function tQuantile(probability: number, degreesOfFreedom: number): number {
  return jStat.studentt.inv(probability, degreesOfFreedom);
}

/**
 * Estimates a mean from at least one value. The interval is mean ± t(0.975, n - 1) s / sqrt(n),
 * https://www.itl.nist.gov/div898/handbook/eda/section3/eda352.htm: values are taken as
 * independent and about normal, as the means over seeds are. Equal values have no spread to go by:
 * fewer than six of them tell nothing, because chance makes them equal often enough.
 *
 * @param bounds what the mean can be at all.
 * @throws Error without values.
 */
export function estimateMean(values: readonly number[], bounds = unbounded): MeanEstimate {
  const count = values.length;
  if (count === 0) throw new Error('There is no mean of no values');
  const center = mean([...values]);
  if (count === 1) return { count, mean: center, stddev: undefined, interval: undefined };
  const stddev = isFlat(values) ? 0 : sampleStandardDeviation([...values]);
  const isTelling = count >= (stddev === 0 ? fewestSigns : fewestForInterval);
  if (!isTelling) return { count, mean: center, stddev, interval: undefined };
  const { low, high } = intervalOfMean(center, stddev, count);
  const interval = { low: Math.max(low, bounds.low), high: Math.min(high, bounds.high) };
  return { count, mean: center, stddev, interval };
}

/** The interval of a mean, by the standard deviation of the values; at 95 % unless said otherwise. */
export function intervalOfMean(
  center: number,
  stddev: number,
  count: number,
  level = confidence,
): Interval {
  const halfWidth = (tQuantile((1 + level) / 2, count - 1) * stddev) / Math.sqrt(count);
  return { low: center - halfWidth, high: center + halfWidth };
}
