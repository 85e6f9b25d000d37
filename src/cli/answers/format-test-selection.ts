import {
  describeTestSelection,
  testSelectionMeaning,
} from '../../analysis/comparison/describe-test-selection';
import type { ExperimentPlan } from '../../plan/plan-experiment';

/**
 * A note on experiments that choose by their test data, one for all of a command; undefined where
 * none does.
 */
export function formatTestSelection(plans: readonly ExperimentPlan[]): string | undefined {
  const notes = plans.flatMap((plan) => {
    const selection = describeTestSelection(plan);
    return selection === undefined ? [] : [{ name: plan.experiment, ...selection }];
  });
  const [first, ...others] = notes;
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : ` (and in ${others.map(({ name }) => name).join(', ')})`;
  return [
    `note: ${first.name}: ${first.choice}${more}`,
    `  ${testSelectionMeaning}`,
    `  ${first.remedy}`,
  ].join('\n');
}
