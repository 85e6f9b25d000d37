import type { RunConfig, RunSettings } from '../../plan/run-config';
import { isMeasured, type MetricName, metricNames, metricTag } from '../../spec/metric-names';
import { type RunScore, type ScoredRun, scoreRun } from '../score-run';
import { buildScalar } from './scalar';
import type { Summary } from './summary';

/*
 * The HParams page takes the last value of a tag for the metric of a run, and averages over the runs
 * of a trial that have it. The last value of a curve is not what a run counts as, where it stopped
 * early or diverged. What it counts as stands under a tag of its own, once.
 */

/** The tag of what a run counts as by a metric: `result/accuracy/test`. */
export function resultTag(metric: string): string {
  return `result/${metricTag(metric)}`;
}

/** The metrics that every run ends with that has such a loss and evaluates such splits. */
export function listResultMetrics({
  evaluate,
  loss,
}: Pick<RunSettings, 'evaluate' | 'loss'>): MetricName[] {
  const splits: readonly string[] = ['train', ...evaluate];
  return metricNames.filter(
    (name) => splits.includes(name.split('/')[0] ?? '') && isMeasured(name, loss),
  );
}

/** What a run counts as by each of its metrics; nothing where that is open. */
export function buildRunResult(run: ScoredRun & { readonly config: RunConfig }): Summary[] {
  return listResultMetrics(run.config.settings).flatMap((metric) => {
    const score = scoreRun(run, metric);
    if (score.basis === 'missing') return [];
    const description = describeBasis(score, run);
    return [{ ...buildScalar(resultTag(metric), score.value), description }];
  });
}

function describeBasis(
  { basis }: Exclude<RunScore, { readonly basis: 'missing' }>,
  { status }: ScoredRun,
): string {
  switch (basis) {
    case 'measured': {
      const best = status.state === 'completed' ? status.bestStep : undefined;
      return best === undefined ? 'At the end of the run.' : `At the best step, ${best}.`;
    }
    case 'guessing':
      return `The run ${status.state}, and counts as what guessing gives.`;
    case 'stopped':
      return 'Where halving stopped the run.';
  }
}
