import { jStat } from 'jstat';
import { mean, quickselect, sampleStandardDeviation } from 'simple-statistics';
import { confidence, type Interval } from '../estimate-mean';
import type { MetricScale } from './metric-scale';

/** Points of the grid over what mean and variance may be. */
const [variancePoints, centerPoints] = [200, 50];

const quantilesByDegrees = new Map<number, readonly number[]>();
const normalQuantiles = Array.from({ length: centerPoints }, (_, index) =>
  jStat.normal.inv((index + 0.5) / centerPoints, 0, 1),
);

/**
 * The 95 % generalized confidence interval of the mean of values that are normal on a scale: the
 * quantiles of scale.placeOfMean(m + z sqrt(v / n), v) with v = (n - 1) s^2 / chi^2 (Weerahandi, 1993;
 * Krishnamoorthy and Mathew, Inferences on the means of lognormal distributions, 2003), taken back to
 * values. It knows that a sample may not show the tail that its mean comes from, which is why it is
 * wide for few skewed values. No random numbers: chi^2 and z run over a grid of their quantiles.
 *
 * @param values on the scale, at least two, not all the same.
 */
export function generalizedInterval(values: readonly number[], scale: MetricScale): Interval {
  const count = values.length;
  const center = mean([...values]);
  const squares = (count - 1) * sampleStandardDeviation([...values]) ** 2;
  const places: number[] = [];
  for (const quantile of chiSquaredQuantiles(count - 1)) {
    const variance = squares / quantile;
    const error = Math.sqrt(variance / count);
    for (const z of normalQuantiles) {
      places.push(scale.placeOfMean(center + z * error, variance));
    }
  }
  const tail = Math.round(((1 - confidence) / 2) * places.length);
  return {
    low: scale.fromScale(takeSmallest(places, tail)),
    high: scale.fromScale(takeSmallest(places, places.length - 1 - tail)),
  };
}

/** The value behind as many smaller ones: what sorting would put there, ten times sooner. */
function takeSmallest(values: number[], rank: number): number {
  quickselect(values, rank);
  return values[rank] as number;
}

function chiSquaredQuantiles(degreesOfFreedom: number): readonly number[] {
  const known = quantilesByDegrees.get(degreesOfFreedom);
  if (known !== undefined) return known;
  const quantiles = Array.from({ length: variancePoints }, (_, index) =>
    jStat.chisquare.inv((index + 0.5) / variancePoints, degreesOfFreedom),
  );
  quantilesByDegrees.set(degreesOfFreedom, quantiles);
  return quantiles;
}
