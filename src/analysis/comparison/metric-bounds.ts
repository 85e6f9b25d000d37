import type { Interval } from '../statistics/estimate-mean';

/** What values of a metric can be: an accuracy is a share, a loss not negative. */
export function boundsOfMetric(name: string): Interval {
  return { low: 0, high: name.endsWith('/accuracy') ? 1 : Number.POSITIVE_INFINITY };
}

/** What differences of two values of a metric can be. */
export function boundsOfDifference(name: string): Interval {
  const { low, high } = boundsOfMetric(name);
  return { low: low - high, high: high - low };
}
