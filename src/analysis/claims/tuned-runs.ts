import { sampleVariance } from 'simple-statistics';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import { goalOf } from '../../spec/metric-schema';
import type { RecordedRun } from '../results/read-results';
import { averageBySeed, scoreRuns } from '../results/score-runs';
import { tuningRuns } from '../results/tuning-runs';
import { estimateTuningLuck } from '../statistics/tuning/tuning-luck';
import { chooseTuned, type TunedChoice } from '../tuning/choose-tuned';

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
  const lucks = choices.map((choice) => estimateLuck(choice, chosen, metric));
  return {
    choices,
    chosen,
    pending: scoreRuns(tuningRuns(plan, runs), plan.metric.name).missing,
    luck: lucks.reduce((sum, luck) => sum + luck, 0) / lucks.length ** 2,
  };
}

function estimateLuck(
  { trial, trials }: TunedChoice,
  chosen: readonly RecordedRun[],
  metric: string,
): number {
  const points = trials.map((runs) => averageBySeed(runs, metric));
  if (points.every(({ size }) => size === 0)) return 0;
  const own = chosen.filter(({ config }) => config.trial === trial);
  const scores = [...averageBySeed(own, metric).values()];
  const varianceOfRun = scores.length < 2 ? 0 : sampleVariance(scores);
  const isGreaterBetter = goalOf(metric) === 'maximize';
  return estimateTuningLuck({ points, isGreaterBetter, varianceOfRun });
}
