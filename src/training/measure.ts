import type { TrainingSession, TrainingTask } from '../engine/engine';
import type { MetricsRow } from '../records/metrics-csv';
import type { MetricName } from './metric-names';

/**
 * One row of metrics behind a step.
 *
 * @param trainLoss loss of the step's own forward pass.
 * @param evaluate whether the validation and test splits are measured too.
 */
export function measure(
  session: TrainingSession,
  task: TrainingTask,
  step: number,
  trainLoss: number,
  evaluate: boolean,
): MetricsRow {
  const { settings, dataset } = task;
  const values: Partial<Record<MetricName, number>> = {
    epoch: step / settings.stepsPerEpoch,
    learningRate: task.learningRate(step),
    'train/loss': trainLoss,
    'train/accuracy': session.evaluateBatch(task.batchIndices(step)).accuracy,
  };
  const splits = evaluate ? (['validation', 'test'] as const) : [];
  for (const split of splits.filter((name) => dataset[name].count > 0)) {
    const { loss, accuracy } = session.evaluate(split);
    values[`${split}/loss`] = loss;
    values[`${split}/accuracy`] = accuracy;
  }
  return { step, values };
}
