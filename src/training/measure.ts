import type { TrainingSession, TrainingTask } from '../engine/engine';
import type { MetricsRow } from '../records/metrics/metrics-csv';
import type { MetricColumn } from '../spec/metric-names';

/**
 * One row of metrics behind a step.
 *
 * @param trainLoss loss of the step's own forward pass.
 * @param evaluate whether the splits that the settings name are measured too.
 */
export function measure(
  session: TrainingSession,
  task: TrainingTask,
  step: number,
  trainLoss: number,
  evaluate: boolean,
): MetricsRow {
  const { settings } = task;
  const values: Partial<Record<MetricColumn, number>> = {
    epoch: step / settings.stepsPerEpoch,
    learningRate: task.learningRate(step),
    'train/loss': trainLoss,
    'train/accuracy': session.evaluateBatch(task.batchIndices(step)).accuracy,
  };
  for (const split of evaluate ? settings.evaluate : []) {
    const { loss, accuracy } = session.evaluate(split === 'full-train' ? 'train' : split);
    values[`${split}/loss`] = loss;
    values[`${split}/accuracy`] = accuracy;
  }
  return { step, values };
}
