import type { ExperimentPlan } from '../../plan/plan-experiment';
import { resolveAxis } from '../comparison/resolve-axis';
import { questionAxes } from './question-value';

/**
 * The axes to compare with the others tuned: all of the question, or those asked for. Undefined where
 * nothing is tuned, and where an axis was asked for that is tuned itself or lies inside of one.
 *
 * @param asked names of axes, as `resolveAxis` takes them; none for the whole question.
 * @throws UserError where a name is no axis, or could be several.
 */
export function findTunedAxes(
  plan: ExperimentPlan,
  asked: readonly string[],
): readonly string[] | undefined {
  if (plan.tune.length === 0) return undefined;
  const question = questionAxes(plan);
  if (asked.length === 0) return question;
  const axes = [...new Set(asked.map((name) => resolveAxis(name, plan.runs)))];
  return axes.every((axis) => question.includes(axis)) ? axes : undefined;
}
