import { sampleVariance } from 'simple-statistics';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import { goalOf } from '../../spec/metric-schema';
import { groupBy } from '../../util/group-by';
import { formatStableJson } from '../../util/stable-json';
import type { RecordedRun } from '../results/read-results';
import { scoreRuns } from '../results/score-runs';
import { tuningRuns } from '../results/tuning-runs';
import type { BySeed } from '../statistics/best/subtract-by-seed';
import { estimateTuningLuck } from '../statistics/tuning/tuning-luck';
import { chooseTuned, type TunedChoice } from '../tuning/choose-tuned';
import { questionValue } from '../tuning/question-value';

/** What tuning chose among runs, by the combinations of the question's axes. */
export interface TunedRuns {
  readonly choices: readonly TunedChoice[];
  /** Runs of the chosen trials, with all their seeds. */
  readonly chosen: readonly RecordedRun[];
  /** Runs that may change a choice and have yet to end. */
  readonly pending: readonly RecordedRun[];
  /** Variance of the mean over combinations, were the choices made again. */
  readonly luck: number;
}

/**
 * Chooses a trial for each combination of the question's axes among some runs, by the plan's metric.
 *
 * @param metric what is measured of the chosen trials; the luck is in its units.
 */
export function findTunedRuns(
  plan: ExperimentPlan,
  runs: readonly RecordedRun[],
  metric: string,
): TunedRuns {
  const choices = chooseTuned(plan, runs);
  const trials = new Set(choices.map(({ trial }) => trial));
  const chosen = runs.filter(({ config }) => trials.has(config.trial));
  const tuning = tuningRuns(plan, runs);
  const groups = groupBy(tuning, ({ config }) => formatStableJson(questionValue(config, plan)));
  const lucks = [...groups.values()].map((group) => {
    const own = chosen.filter((run) =>
      group.some(({ config }) => config.trial === run.config.trial),
    );
    return estimateLuck(group, own, metric);
  });
  return {
    choices,
    chosen,
    pending: scoreRuns(tuning, plan.metric.name).missing,
    luck: lucks.reduce((sum, luck) => sum + luck, 0) / lucks.length ** 2,
  };
}

function estimateLuck(
  group: readonly RecordedRun[],
  chosen: readonly RecordedRun[],
  metric: string,
): number {
  const points = [...groupBy(group, ({ config }) => config.trial).values()].map((runs) =>
    scoreBySeed(runs, metric),
  );
  if (points.every(({ size }) => size === 0)) return 0;
  const scores = [...scoreBySeed(chosen, metric).values()];
  const varianceOfRun = scores.length < 2 ? 0 : sampleVariance(scores);
  const isGreaterBetter = goalOf(metric) === 'maximize';
  return estimateTuningLuck({ points, isGreaterBetter, varianceOfRun });
}

function scoreBySeed(runs: readonly RecordedRun[], metric: string): BySeed {
  const { scores } = scoreRuns(runs, metric);
  return new Map(scores.map(({ run, score }) => [run.config.seed, score.value]));
}
