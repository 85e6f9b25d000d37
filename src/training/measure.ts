import type { Metrics, TrainingSession, TrainingTask } from '../engine/engine';
import type { MetricsRow } from '../records/metrics/metrics-csv';
import type { EvaluatedSplit } from '../spec/experiment-schema';
import { type MetricColumn, measuresOf } from '../spec/metric-names';

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
  };
  const note = (split: 'train' | EvaluatedSplit, metrics: Metrics): void => {
    for (const name of measuresOf(settings.loss)) values[`${split}/${name}`] = metrics[name];
  };
  note('train', { ...session.evaluateBatch(task.batchIndices(step)), loss: trainLoss });
  for (const split of evaluate ? settings.evaluate : []) {
    note(split, session.evaluate(split === 'full-train' ? 'train' : split));
  }
  return { step, values };
}
