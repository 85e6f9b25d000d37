import { jStat } from 'jstat';
import type { Interval } from '../estimate-mean';

/** A scale without ends for values of a range, on which they are taken as normal. */
export interface MetricScale {
  readonly name: 'probit' | 'log' | 'plain';
  toScale(value: number): number;
  fromScale(place: number): number;
  /** Where on the scale the mean of values is that are normal on it. */
  placeOfMean(center: number, variance: number): number;
}

const plain: MetricScale = {
  name: 'plain',
  toScale: (value) => value,
  fromScale: (place) => place,
  placeOfMean: (center) => center,
};

/**
 * The scale of a range: probit between two ends, log above or below one, plain without. On each the
 * mean has a closed form: that of a lognormal variable is exp(m + v / 2), that of Phi(X) for a normal X is
 * Phi(m / sqrt(1 + v)) (Owen, A Table of Normal Integrals, 1980, 10,010.8).
 */
export function scaleOf({ low, high }: Interval): MetricScale {
  if (!Number.isFinite(low) && !Number.isFinite(high)) return plain;
  if (!Number.isFinite(low)) {
    return {
      name: 'log',
      toScale: (value) => -Math.log(high - value),
      fromScale: (place) => high - Math.exp(-place),
      placeOfMean: (center, variance) => center - variance / 2,
    };
  }
  if (!Number.isFinite(high)) {
    return {
      name: 'log',
      toScale: (value) => Math.log(value - low),
      fromScale: (place) => low + Math.exp(place),
      placeOfMean: (center, variance) => center + variance / 2,
    };
  }
  const width = high - low;
  return {
    name: 'probit',
    toScale: (value) => jStat.normal.inv((value - low) / width, 0, 1),
    fromScale: (place) => low + width * jStat.normal.cdf(place, 0, 1),
    placeOfMean: (center, variance) => center / Math.sqrt(1 + variance),
  };
}

/**
 * Values with those at an end of the range moved inside, halfway to the nearest that is within: an
 * accuracy of 1 is one that was rounded.
 *
 * @returns undefined where all are at an end.
 */
export function moveInside(
  values: readonly number[],
  { low, high }: Interval,
): readonly number[] | undefined {
  const distances = values.flatMap((value) =>
    value > low && value < high ? [value - low, high - value] : [],
  );
  if (distances.length === 0) return undefined;
  const step = Math.min(...distances) / 2;
  return values.map((value) => {
    if (value <= low) return low + step;
    return value >= high ? high - step : value;
  });
}
