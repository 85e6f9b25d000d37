import { mean } from 'simple-statistics';
import { type RunScore, scoreRun } from '../../records/score-run';
import { groupBy } from '../../util/group-by';
import type { RecordedRun } from './read-results';

/** A run with what it counts as. */
export interface RecordedScore {
  readonly run: RecordedRun;
  readonly score: Exclude<RunScore, { readonly basis: 'missing' }>;
}

/** Runs by what they count as. */
export interface ScoredRuns {
  /** Every run that counts, whatever its score is based on, in the order of the runs. */
  readonly scores: readonly RecordedScore[];
  /** Runs that diverged or failed: they count as guessing. */
  readonly failed: readonly RecordedRun[];
  /** Runs that halving ended before their last step. */
  readonly stopped: readonly RecordedRun[];
  /** Runs that count as nothing yet. */
  readonly missing: readonly RecordedRun[];
}

/** Scores runs by a metric. */
export function scoreRuns(runs: readonly RecordedRun[], metric: string): ScoredRuns {
  const scored = runs.map((run) => ({ run, score: scoreRun(run, metric) }));
  const select = (basis: RunScore['basis']): RecordedRun[] =>
    scored.flatMap(({ run, score }) => (score.basis === basis ? [run] : []));
  return {
    scores: scored.flatMap(({ run, score }) => (score.basis === 'missing' ? [] : [{ run, score }])),
    failed: select('guessing'),
    stopped: select('stopped'),
    missing: select('missing'),
  };
}

/** The mean of what runs count as, failures as guessing; undefined where none counts yet. */
export function meanScore(runs: readonly RecordedRun[], metric: string): number | undefined {
  const { scores } = scoreRuns(runs, metric);
  return scores.length === 0 ? undefined : mean(scores.map(({ score }) => score.value));
}

/**
 * Means by seed of what runs count as, over the seeds with which all of several trials count.
 *
 * @param trialCount how many trials the runs are of.
 */
export function averageBySeed(
  runs: readonly RecordedRun[],
  metric: string,
  trialCount = 1,
): Map<number, number> {
  const seeds = groupBy(scoreRuns(runs, metric).scores, ({ run }) => run.config.seed);
  return new Map(
    [...seeds].flatMap(([seed, members]) =>
      members.length === trialCount
        ? [[seed, mean(members.map(({ score }) => score.value))] as const]
        : [],
    ),
  );
}

/**
 * The metric of the test data that stands beside one of validation data, so that what was chosen
 * by the one is seen on the other. Undefined where the metric is of other data, or no run measures
 * the test data.
 */
export function findTestMetric(metric: string, runs: readonly RecordedRun[]): string | undefined {
  const isMeasured = runs.some(({ config }) => config.settings.evaluate.includes('test'));
  return metric.startsWith('validation/') && isMeasured
    ? metric.replace('validation/', 'test/')
    : undefined;
}
