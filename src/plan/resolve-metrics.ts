import { lossOf } from '../losses/registry';
import { defaults } from '../spec/defaults';
import type { EvaluatedSplit, ExperimentSpec } from '../spec/experiment-schema';
import { type Goal, goalOf, type RankingMetric } from '../spec/metric-schema';
import type { RunSettings } from './run-config';

type Evaluated = Pick<RunSettings, 'evaluate'>;

/**
 * The split to choose by where a spec names none: validation where all of these settings measure
 * it, else test. What was chosen on the test data has no fair score on them any more.
 */
export function choosingSplit(
  settings: readonly Evaluated[],
): Extract<EvaluatedSplit, 'validation' | 'test'> {
  const measuresValidation = ({ evaluate }: Evaluated): boolean => evaluate.includes('validation');
  return settings.length > 0 && settings.every(measuresValidation) ? 'validation' : 'test';
}

/** Fills in what a spec leaves open of the metric that its trials are ranked by. */
export function resolveMetric(
  { name, goal, atLeast }: ExperimentSpec['metric'],
  settings: readonly (Evaluated & Pick<RunSettings, 'loss'>)[],
): RankingMetric {
  const measure = chooseMeasure(goal, settings);
  const chosen = name ?? (`${choosingSplit(settings)}/${measure}` as const);
  return {
    name: chosen,
    goal: goal ?? goalOf(chosen),
    ...(atLeast !== undefined && { atLeast }),
  };
}

/** By the losses: what all trials have. Only the loss itself is measured under every loss. */
function chooseMeasure(
  goal: Goal | undefined,
  settings: readonly Pick<RunSettings, 'loss'>[],
): 'loss' | 'accuracy' | 'rmse' | 'r2' {
  const labels = new Set(settings.map(({ loss }) => lossOf(loss).labels));
  if (labels.size > 1) return 'loss';
  if (labels.has('targets')) return goal === 'maximize' ? 'r2' : defaults.regressionMetric;
  return goal === 'minimize' ? 'loss' : defaults.metric;
}
