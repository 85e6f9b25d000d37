import { sampleVariance } from 'simple-statistics';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RecordedRun } from '../results/read-results';
import { averageBySeed } from '../results/score-runs';
import { estimateTuningLuck } from '../statistics/tuning/tuning-luck';
import type { TunedChoice } from './choose-tuned';

/**
 * Variance of the mean of what was chosen, were the choices made again (`estimateTuningLuck`): chosen by
 * the plan's metric on the seeds to tune by, it counts with another one, for instance of test data.
 *
 * @param choices those that the mean is over.
 * @param runs which hold those of the chosen trials; how far a run spreads comes of them where there is
 *   but one seed to tune by, of fresh seeds if those are two or more.
 * @param metric what counts; the luck is in its squared units.
 */
export function measureLuck(
  choices: readonly TunedChoice[],
  runs: readonly RecordedRun[],
  { metric: { name, goal }, confirmSeeds }: Pick<ExperimentPlan, 'metric' | 'confirmSeeds'>,
  metric: string,
): number {
  const lucks = choices.map(({ trial, trials }) => {
    const own = runs.filter(({ config }) => config.trial === trial);
    const fresh = own.filter(({ config }) => confirmSeeds.includes(config.seed));
    const scores = [...averageBySeed(fresh.length < 2 ? own : fresh, name).values()];
    return estimateTuningLuck({
      points: trials.map((point) => averageBySeed(point, name)),
      counted: trials.map((point) => averageBySeed(point, metric)),
      isGreaterBetter: goal === 'maximize',
      varianceOfRun: scores.length < 2 ? 0 : sampleVariance(scores),
    });
  });
  return lucks.reduce((sum, luck) => sum + luck, 0) / lucks.length ** 2;
}
