import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import { meanScore } from '../results/score-runs';
import { type LastRise, measureLastRise } from '../statistics/tuning/last-rise';
import type { TunedChoice } from './choose-tuned';
import { findDistribution, findEdges, type RangeEdge } from './find-edges';
import { pickAxes } from './question-value';

/** What was chosen for one value of the question, and whether the choice is settled. */
export interface ChosenSetting {
  readonly trial: string;
  /** The tuned axes with the values that were chosen. */
  readonly settings: RunConfig['axisValues'];
  readonly edges: readonly RangeEdge[];
  /**
   * How much the last of the settings still brought, where that is more than what counts as good and
   * there are others to try; absent where it is not.
   */
  readonly lastRise: LastRise | undefined;
  /** Settings that it was chosen from. */
  readonly trialCount: number;
}

/**
 * Says what was chosen, and what speaks against it: that it lies at an end of its range, or that the
 * best still got better with the last settings that were tried. Nothing where none has a result.
 *
 * @param tolerance how far below the best a setting may stay and still count as good.
 */
export function settleChoice(
  { trial, trials }: TunedChoice,
  plan: ExperimentPlan,
  tolerance: number,
): ChosenSetting[] {
  const tried = trials.flatMap(([first]) => first?.config ?? []);
  const chosen = tried.find((config) => config.trial === trial);
  if (trial === undefined || chosen === undefined) return [];
  const values = tried.map(({ axisValues }) => axisValues);
  const scores = trials.flatMap((runs) => meanScore(runs, plan.metric.name) ?? []);
  const rise = plan.tune.some((axis) => hasMore(plan, axis, values, chosen.axisValues))
    ? measureLastRise(scores, plan.metric.goal === 'maximize')
    : undefined;
  return [
    {
      trial,
      settings: pickAxes(chosen.axisValues, plan.tune),
      edges: findEdges(plan, chosen.axisValues, values),
      lastRise: rise !== undefined && rise.rise > tolerance ? rise : undefined,
      trialCount: trials.length,
    },
  ];
}

/** Whether there are values to try beside several numbers; of a few names all may have been tried. */
function hasMore(
  plan: ExperimentPlan,
  axis: string,
  tried: readonly RunConfig['axisValues'][],
  chosen: RunConfig['axisValues'],
): boolean {
  const numbers = tried.map((one) => one[axis]).filter((value) => typeof value === 'number');
  const { intUniform } = findDistribution(plan, axis, chosen) ?? {};
  const most = intUniform === undefined ? Infinity : intUniform[1] - intUniform[0] + 1;
  const { size } = new Set(numbers);
  return size > 1 && size < most;
}
