import type { RangeEstimate } from '../statistics/means/estimate-within-range';
import type { Hump } from '../statistics/means/two-humps';
import { formatMetric } from './format-metric';

/**
 * What keeps a mean from saying all of its values: that they fall into two groups, as of seeds that
 * learned and seeds that failed, or are too skewed for an interval. Empty where nothing does.
 */
export function describeDoubt(estimate: RangeEstimate | undefined, metric: string): string {
  if (estimate?.humps !== undefined) {
    const { low, high } = estimate.humps;
    const name = ({ count, mean }: Hump): string => `${count} near ${formatMetric(metric, mean)}`;
    return `two groups of seeds: ${name(high)}, ${name(low)}`;
  }
  return estimate?.doubt === 'tooSkewed' ? 'too skewed for an interval' : '';
}
