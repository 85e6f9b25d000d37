import { formatMargin } from '../comparison/format-metric';
import type { RateSensitivity } from '../statistics/tuning/rate-sensitivity';
import type { TuningExploration } from './explore-tuning';

/** `from 1 setting on adam leads, from 6 on sgd`: nothing where there are not two to compare. */
export function describeLeads({ leads }: TuningExploration): string | undefined {
  if (leads.length === 0) return undefined;
  const parts = leads.map(
    ({ from, leader, share }) =>
      `from ${from} on ${leader} (in ${Math.round(100 * share)} % of resamples)`,
  );
  return `Of the two best, ahead by the number of settings tried: ${parts.join(', ')}.`;
}

/** `1.2 decades`, `at least 2.0 decades` where an end of what was tried is still good. */
export function describeWidth(sensitivity: RateSensitivity | undefined): string {
  if (sensitivity === undefined) return '';
  const { decades, isOpenBelow, isOpenAbove } = sensitivity;
  const least = isOpenBelow || isOpenAbove ? 'at least ' : '';
  return `${least}${decades.toFixed(1)} decades`;
}

/** What a width is of: `within 0.2 points of its best`. */
export function describeTolerance({ tolerance }: TuningExploration, metric: string): string {
  return `within ${formatMargin(metric, tolerance)} of its best`;
}
