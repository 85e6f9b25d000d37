import { mean } from 'simple-statistics';
import type { RankedGroup } from '../analysis/compare-groups';
import { describeShortfall } from '../analysis/describe-shortfall';
import { formatMetric } from '../analysis/format-metric';
import type { RankingMetric } from '../spec/metric-schema';
import { formatDuration } from '../util/format-duration';
import { formatTable } from './format-table';

/** The ranked table that a grid ends with: that of `compare`, without its comparisons. */
export function formatRanking(groups: readonly RankedGroup[], { name }: RankingMetric): string {
  const shortfalls = groups.map((group) => describeShortfall(group, name));
  const hasShortfall = shortfalls.some((text) => text !== '');
  const header = ['', 'trial', name, '± sd', 'runs', 'time per run'];
  const show = (value: number | undefined): string =>
    value === undefined ? '' : formatMetric(name, value);
  const rows = groups.map((group, index) => [
    String(group.rank ?? ''),
    group.label,
    show(group.estimate?.mean),
    show(group.estimate?.stddev),
    String(group.bySeed.size),
    formatMeanDuration(group),
    ...(hasShortfall ? [shortfalls[index] ?? ''] : []),
  ]);
  return formatTable(hasShortfall ? [...header, ''] : header, rows, [0, 2, 3, 4, 5], {
    optional: [5, 3],
  });
}

/** Of the runs that went to their end. */
function formatMeanDuration({ runs }: RankedGroup): string {
  const durations = runs.flatMap(({ durationMs, metrics }) => (metrics && durationMs) ?? []);
  return durations.length === 0 ? '' : formatDuration(mean(durations));
}
