import type { Interval } from '../statistics/estimate-mean';

/** What values of a metric can be: an accuracy is a share, losses and errors are not negative. */
export function boundsOfMetric(name: string): Interval {
  if (name.endsWith('/r2')) return { low: Number.NEGATIVE_INFINITY, high: 1 };
  return { low: 0, high: name.endsWith('/accuracy') ? 1 : Number.POSITIVE_INFINITY };
}

/** What differences of two values of a metric can be. */
export function boundsOfDifference(name: string): Interval {
  const { low, high } = boundsOfMetric(name);
  return { low: low - high, high: high - low };
}
