import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RecordedRun } from '../results/read-results';
import { scoreRuns } from '../results/score-runs';
import { tuningRuns } from '../results/tuning-runs';
import { chooseTuned, type TunedChoice } from '../tuning/choose-tuned';
import { measureLuck } from '../tuning/measure-luck';

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
  return {
    choices,
    chosen,
    pending: scoreRuns(tuningRuns(plan, runs), plan.metric.name).missing,
    luck: measureLuck(choices, chosen, plan, metric),
  };
}
