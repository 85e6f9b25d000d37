import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';

/** The axes that the question of an experiment is about: those that are not tuned for each value. */
export function questionAxes({ axes, tune }: Pick<ExperimentPlan, 'axes' | 'tune'>): string[] {
  return Object.keys(axes).filter((axis) => !tune.includes(axis));
}

/** What a run has of the question: the values of its axes, in the order of the spec. */
export function questionValue(
  { axisValues }: Pick<RunConfig, 'axisValues'>,
  plan: Pick<ExperimentPlan, 'axes' | 'tune'>,
): RunConfig['axisValues'] {
  return pickAxes(axisValues, questionAxes(plan));
}

/** The values of some axes, those that there are. */
export function pickAxes(
  axisValues: RunConfig['axisValues'],
  axes: readonly string[],
): RunConfig['axisValues'] {
  const entries = axes.flatMap((axis) => {
    const value = axisValues[axis];
    return value === undefined ? [] : [[axis, value] as const];
  });
  return Object.fromEntries(entries);
}
