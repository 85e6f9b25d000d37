import { mean, sampleStandardDeviation } from 'simple-statistics';
import type { RankingMetric } from '../spec/metric-schema';

/** What ranking needs to know of a run. */
export interface RankedRun {
  readonly trial: string;
  readonly seed: number;
  readonly state: string;
  readonly durationMs: number | undefined;
  /** Final metrics by name, where the run completed. */
  readonly metrics: Readonly<Record<string, number>> | undefined;
}

/** A trial's place among the others. */
export interface TrialRank {
  readonly trial: string;
  /** Runs that completed. */
  readonly runs: readonly RankedRun[];
  /** Runs that did not, for instance `diverged`. */
  readonly others: readonly RankedRun[];
  /** Mean of the metric over the completed runs. */
  readonly mean: number | undefined;
  /** Sample standard deviation over at least two completed runs. */
  readonly stddev: number | undefined;
}

/** Orders trials by the mean of a metric over their seeds, best first, unfinished ones last. */
export function rankTrials(runs: readonly RankedRun[], metric: RankingMetric): TrialRank[] {
  const trials = [...new Set(runs.map((run) => run.trial))];
  const ranks = trials.map((trial): TrialRank => {
    const all = runs.filter((run) => run.trial === trial);
    const completed = all.filter((run) => run.metrics?.[metric.name] !== undefined);
    const values = completed.flatMap((run) => run.metrics?.[metric.name] ?? []);
    return {
      trial,
      runs: completed,
      others: all.filter((run) => !completed.includes(run)),
      mean: values.length === 0 ? undefined : mean(values),
      stddev: values.length < 2 ? undefined : sampleStandardDeviation(values),
    };
  });
  const sign = metric.goal === 'maximize' ? -1 : 1;
  const key = (rank: TrialRank): number =>
    rank.mean === undefined ? Number.POSITIVE_INFINITY : sign * rank.mean;
  return ranks.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)));
}
