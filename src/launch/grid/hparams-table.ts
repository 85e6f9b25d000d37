import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import { declareExperiment } from '../../records/declare-experiment';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import type { HParamsMetric } from '../../records/summaries/hparams';
import {
  type HyperparameterValue,
  tabulateHyperparameters,
} from '../../records/summaries/hyperparameter-columns';
import { listResultMetrics, resultTag } from '../../records/summaries/run-result';
import { type MetricName, metricNames } from '../../spec/metric-names';

/** Hyperparameters of each run by its id, with the columns of TensorBoard's HParams table. */
export type HyperparameterRows = ReadonlyMap<string, Readonly<Record<string, HyperparameterValue>>>;

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
  const { columns, rows } = tabulate(plan);
  const runIds = plan.runs.map(({ runId }) => runId);
  declareExperiment(directory, runIds, {
    name: plan.experiment,
    ...(plan.question === null ? {} : { description: plan.question }),
    columns,
    metrics: chooseMetrics(plan),
  });
  return rows;
}

/** The rows of a table that is declared already. */
export function hyperparameterRows(plan: ExperimentPlan): HyperparameterRows {
  return tabulate(plan).rows;
}

function tabulate({ runs }: ExperimentPlan) {
  const { columns, rows } = tabulateHyperparameters(runs.map(chooseHyperparameters));
  return { columns, rows: new Map(runs.map((run, index) => [run.runId, rows[index] ?? {}])) };
}

/**
 * What the runs count as, by every metric that all of them have: first by the one that trials are
 * ranked by. A metric that some run lacks would empty the page's Parallel Coordinates.
 */
function chooseMetrics({
  metric,
  runs,
}: ExperimentPlan): readonly [HParamsMetric, ...HParamsMetric[]] {
  const perRun = runs.map(({ settings }) => listResultMetrics(settings));
  const others = metricNames.filter(
    (name) => name !== metric.name && perRun.every((names) => names.includes(name)),
  );
  return [describeMetric(metric.name), ...others.map(describeMetric)];
}

function describeMetric(name: MetricName): HParamsMetric {
  const isTraining = name.startsWith('train/') || name.startsWith('full-train/');
  return {
    tag: resultTag(name),
    displayName: name,
    split: isTraining ? 'training' : 'validation',
  };
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
