import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import { groupBy } from '../../util/group-by';
import { formatStableJson } from '../../util/stable-json';
import type { RecordedRun } from '../results/read-results';
import { meanScore, scoreRuns } from '../results/score-runs';
import { tuningRuns } from '../results/tuning-runs';
import { questionValue } from './question-value';

/** The setting that was chosen for a value of the question. */
export interface TunedChoice {
  /** The values of the question's axes. */
  readonly question: RunConfig['axisValues'];
  /** The trial with the best mean of the plan's metric; absent where none has a result. */
  readonly trial: string | undefined;
  /** That mean, over the seeds to tune by. */
  readonly tuningMean: number | undefined;
  /** The trials that it was chosen among, each with its runs on the seeds to tune by. */
  readonly trials: readonly (readonly RecordedRun[])[];
  /** Whether runs that may change the choice are yet to end. */
  readonly isProvisional: boolean;
}

/**
 * Chooses a setting of the tuned axes for each value of the others: the trial with the best mean of
 * the plan's metric over its seeds, without those that are kept to confirm by. What diverged or
 * failed counts as guessing. Of equals, the first in the order of the plan is taken.
 */
export function chooseTuned(
  plan: Pick<ExperimentPlan, 'axes' | 'tune' | 'metric' | 'confirmSeeds'>,
  runs: readonly RecordedRun[],
): TunedChoice[] {
  const { name, goal } = plan.metric;
  const tuning = tuningRuns(plan, runs);
  const groups = groupBy(tuning, ({ config }) => formatStableJson(questionValue(config, plan)));
  return [...groups.values()].map((members) => {
    const trials = groupBy(members, ({ config }) => config.trial);
    const sign = goal === 'maximize' ? 1 : -1;
    let best: { readonly trial: string; readonly mean: number } | undefined;
    for (const [trial, own] of trials) {
      const mean = meanScore(own, name);
      if (mean === undefined) continue;
      if (best === undefined || sign * (mean - best.mean) > 0) best = { trial, mean };
    }
    const [first] = members;
    return {
      question: first === undefined ? {} : questionValue(first.config, plan),
      trial: best?.trial,
      tuningMean: best?.mean,
      trials: [...trials.values()],
      isProvisional: scoreRuns(members, name).missing.length > 0,
    };
  });
}
