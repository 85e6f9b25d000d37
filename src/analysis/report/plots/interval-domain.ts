import { boundsOfMetric } from '../../comparison/metric-bounds';
import type { Interval } from '../../statistics/estimate-mean';

/** What stands in a row of a plot of intervals. */
export interface IntervalRow {
  /** The values of single seeds. */
  readonly values: readonly number[];
  /** The interval of their mean, where there is one. */
  readonly interval: Interval | undefined;
}

/** An axis, and whether intervals go on beyond it. */
export interface IntervalDomain extends Interval {
  readonly isCut: boolean;
}

/** What an axis has to spare beyond the values of seeds, in parts of their range, for intervals. */
const roomForIntervals = 1;

/**
 * Chooses the axis of a plot of intervals: all values of seeds lie on it, with a little room around
 * them, and as much of the intervals as leaves the values apart. An interval of two seeds can be
 * twenty times as long as all that was measured. No axis goes beyond what a metric can be.
 */
export function chooseIntervalDomain(rows: readonly IntervalRow[], metric: string): IntervalDomain {
  const bounds = boundsOfMetric(metric);
  const values = rangeOf(rows.flatMap((row) => row.values));
  const wanted = rangeOf(
    rows.flatMap(({ values: own, interval }) =>
      interval === undefined ? own : [interval.low, interval.high, ...own],
    ),
  );
  const range = values.high - values.low;
  const length = range > 0 ? range : Math.max(Math.abs(values.high) * 0.1, 1e-6);
  const low = Math.max(wanted.low, values.low - roomForIntervals * length, bounds.low);
  const high = Math.min(wanted.high, values.high + roomForIntervals * length, bounds.high);
  const around = 0.04 * Math.max(high - low, length);
  return {
    low: Math.max(low - around, bounds.low),
    high: Math.min(high + around, bounds.high),
    isCut: wanted.low < low || wanted.high > high,
  };
}

function rangeOf(values: readonly number[]): Interval {
  return values.reduce<Interval>(
    ({ low, high }, value) => ({ low: Math.min(low, value), high: Math.max(high, value) }),
    { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY },
  );
}
