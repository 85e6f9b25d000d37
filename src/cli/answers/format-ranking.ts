import { mean } from 'simple-statistics';
import type { RankedGroup } from '../../analysis/comparison/compare-groups';
import { describeShortfall } from '../../analysis/comparison/describe-shortfall';
import { formatMetric } from '../../analysis/comparison/format-metric';
import { findTestMetric, meanScore } from '../../analysis/results/score-runs';
import type { RankingMetric } from '../../spec/metric-schema';
import { formatDuration } from '../../util/format-duration';
import { formatTable } from '../output/format-table';

/**
 * The ranked table that a grid ends with: that of `compare`, without its comparisons. Beside a
 * metric of validation data, which ranks, stands that of the test data, which doesn't.
 */
export function formatRanking(groups: readonly RankedGroup[], { name }: RankingMetric): string {
  const shortfalls = groups.map((group) => describeShortfall(group, name));
  const hasShortfall = shortfalls.some((text) => text !== '');
  const test = findTestMetric(
    name,
    groups.flatMap(({ runs }) => runs),
  );
  const header = ['', 'trial', name, '± sd', ...(test ? [test] : []), 'runs', 'time per run'];
  const show = (value: number | undefined): string =>
    value === undefined ? '' : formatMetric(name, value);
  const rows = groups.map((group, index) => [
    String(group.rank ?? ''),
    group.label,
    show(group.estimate?.mean),
    show(group.estimate?.stddev),
    ...(test ? [show(meanScore(group.runs, test))] : []),
    String(group.bySeed.size),
    formatMeanDuration(group),
    ...(hasShortfall ? [shortfalls[index] ?? ''] : []),
  ]);
  const alignRight = header.flatMap((title, index) => (title === 'trial' ? [] : [index]));
  return formatTable(hasShortfall ? [...header, ''] : header, rows, alignRight, {
    optional: ['time per run', '± sd', 'runs', ...(test ? [test] : [])].map((title) =>
      header.indexOf(title),
    ),
  });
}

/** Of the runs that went to their end. */
function formatMeanDuration({ runs }: RankedGroup): string {
  const durations = runs.flatMap(({ durationMs, metrics }) => (metrics && durationMs) ?? []);
  return durations.length === 0 ? '' : formatDuration(mean(durations));
}
