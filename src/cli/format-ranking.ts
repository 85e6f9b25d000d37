import { formatMetric } from '../analysis/format-metric';
import type { RankedRun, TrialRank } from '../analysis/rank-trials';
import type { RunResult } from '../launch/run-grid';
import type { RankingMetric } from '../spec/metric-schema';
import { formatDuration } from '../util/format-duration';
import { formatTable } from './format-table';

/** What ranking needs of the results of a grid. */
export function summariseRuns(results: readonly RunResult[]): RankedRun[] {
  return results.map(({ run, status }) => ({
    trial: run.trial,
    seed: run.seed,
    state: status?.state ?? 'waiting',
    durationMs: status?.durationMs,
    metrics: status?.state === 'completed' ? status.metrics : undefined,
  }));
}

/** The ranked table that a grid ends with. */
export function formatRanking(ranks: readonly TrialRank[], metric: RankingMetric): string {
  const hasOthers = ranks.some(({ others }) => others.length > 0);
  const header = ['', 'trial', metric.name, '± sd', 'runs', 'time per run'];
  const rows = ranks.map((rank, index) => [
    rank.mean === undefined ? '' : String(index + 1),
    rank.trial,
    rank.mean === undefined ? '' : formatMetric(metric.name, rank.mean),
    rank.stddev === undefined ? '' : formatMetric(metric.name, rank.stddev),
    String(rank.runs.length),
    formatMeanDuration(rank),
    ...(hasOthers ? [describeOthers(rank)] : []),
  ]);
  return formatTable(hasOthers ? [...header, ''] : header, rows, [0, 2, 3, 4, 5], {
    optional: [5, 3],
  });
}

function formatMeanDuration({ runs }: TrialRank): string {
  const durations = runs.flatMap(({ durationMs }) => durationMs ?? []);
  if (durations.length === 0) return '';
  return formatDuration(durations.reduce((sum, value) => sum + value, 0) / durations.length);
}

/** The runs without a result: `2 diverged, 1 failed`. */
function describeOthers({ others }: TrialRank): string {
  const states = [...new Set(others.map(({ state }) => state))];
  return states
    .map((state) => `${others.filter((run) => run.state === state).length} ${state}`)
    .join(', ');
}
