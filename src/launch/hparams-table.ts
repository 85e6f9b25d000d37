import type { ExperimentPlan } from '../plan/plan-experiment';
import type { RunConfig } from '../plan/run-config';
import { declareExperiment } from '../records/declare-experiment';
import type { ExperimentDirectory } from '../records/experiment-directory';
import {
  type HyperparameterValue,
  tabulateHyperparameters,
} from '../records/summaries/hyperparameter-columns';
import { metricTag } from '../spec/metric-names';

/** Hyperparameters of each run by its id, with the columns of TensorBoard's HParams table. */
export type HyperparameterRows = ReadonlyMap<string, Readonly<Record<string, HyperparameterValue>>>;

/** What the HParams table shows of every run: metrics that all of them write. */
const metrics = [
  { tag: metricTag('test/accuracy'), displayName: 'test accuracy', split: 'validation' },
  { tag: metricTag('test/loss'), displayName: 'test loss', split: 'validation' },
  { tag: metricTag('train/accuracy'), displayName: 'train accuracy', split: 'training' },
  { tag: metricTag('train/loss'), displayName: 'train loss', split: 'training' },
] as const;

/**
 * Declares the whole grid to TensorBoard's HParams page before any run starts, and returns the row
 * of each run.
 *
 * @throws UserError where the results folder can't be written.
 */
export function writeHyperparameters(
  plan: ExperimentPlan,
  directory: ExperimentDirectory,
): HyperparameterRows {
  const { columns, rows } = tabulateHyperparameters(plan.runs.map(chooseHyperparameters));
  const runIds = plan.runs.map(({ runId }) => runId);
  declareExperiment(directory, runIds, {
    name: plan.experiment,
    ...(plan.question === null ? {} : { description: plan.question }),
    columns,
    metrics: [...metrics],
  });
  return new Map(plan.runs.map((run, index) => [run.runId, rows[index] ?? {}]));
}

/** The axes; without any, what people ask for first, because an empty table shows nothing. */
function chooseHyperparameters({ axisValues, settings }: RunConfig): Record<string, unknown> {
  if (Object.keys(axisValues).length > 0) return axisValues;
  const { model, optimizer, batchSize } = settings;
  return {
    model: model.type,
    optimizer: optimizer.type,
    learningRate: optimizer.learningRate,
    batchSize,
  };
}
