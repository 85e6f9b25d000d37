import type { LossKind } from '../losses/loss-kind';
import { type LossSpec, lossOf } from '../losses/registry';
import { explainAbsence } from './mistakes/absences';
import { askMeant } from './mistakes/nearest-name';

/*
 * A metric has one name, `test/accuracy`, in files, tables and claims. TensorBoard groups cards by
 * what stands first in a tag, and the splits of one measure belong side by side, so that its tag is
 * the other way round: `accuracy/test`. Whatever asks for one takes both.
 */

type Split = 'test' | 'validation' | 'full-train' | 'train';

/** What is measured of a split, by what labels are; in the order of the columns of `metrics.csv`. */
const measures = {
  classes: ['loss', 'accuracy'],
  targets: ['loss', 'mae', 'rmse', 'r2'],
} as const satisfies Record<LossKind['labels'], readonly string[]>;

type Measure = (typeof measures)[LossKind['labels']][number];
const allMeasures = ['accuracy', 'loss', 'mae', 'rmse', 'r2'] as const satisfies Measure[];

/** Every measure of every split, in the order given. */
function combine<const S extends Split>(splits: readonly S[], names: readonly Measure[]) {
  return splits.flatMap((split) => names.map((name) => `${split}/${name}` as const));
}

/** Metrics that are measured at evaluations. */
export const evaluatedMetrics = combine(['test', 'validation', 'full-train'], allMeasures);

/** A metric that is measured at evaluations. */
export type EvaluatedMetric = (typeof evaluatedMetrics)[number];

/** Metrics that a run ends with, where its data has the split. */
export const metricNames = [...evaluatedMetrics, ...combine(['train'], allMeasures)];

/** The name of a metric. */
export type MetricName = (typeof metricNames)[number];

/** What is recorded of a step beside the metrics. */
const scheduleNames = ['epoch', 'learningRate'] as const;

/** The columns of `metrics.csv` behind `step`, the same for every run under such a loss. */
export function metricColumns(loss: Pick<LossSpec, 'type'>) {
  const splits = ['train', 'validation', 'test', 'full-train'] as const;
  return [...scheduleNames, ...combine(splits, measures[lossOf(loss).labels])];
}

/** A column of `metrics.csv`. */
export type MetricColumn = ReturnType<typeof metricColumns>[number];

/** What is measured of a split under a loss. */
export function measuresOf(loss: Pick<LossSpec, 'type'>): readonly Measure[] {
  return measures[lossOf(loss).labels];
}

/** Whether a metric is one of those that are measured under a loss. */
export function isMeasured(metric: string, loss: Pick<LossSpec, 'type'>): boolean {
  const [, measure] = metric.split('/');
  return measuresOf(loss).some((name) => name === measure);
}

/** What is measured under a loss, in a sentence. */
export function listMeasures(loss: Pick<LossSpec, 'type'>): string {
  return `It has ${measuresOf(loss).join(', ')}: \`test/${measuresOf(loss)[1]}\`, for instance.`;
}

/** The TensorBoard tag of a column: `accuracy/test` of `test/accuracy`, `schedule/epoch`. */
export function metricTag(column: string): string {
  const [split, measure] = column.split('/');
  return measure === undefined ? `schedule/${column}` : `${measure}/${split}`;
}

const columnsByTag: ReadonlyMap<string, string> = new Map(
  [...scheduleNames, ...metricNames].map((column) => [metricTag(column), column]),
);

/** The name of a metric that is given by its name or by its tag; what is neither stays as it is. */
export function toMetricName(given: string): string {
  return columnsByTag.get(given) ?? given;
}

/** The metric that is given by its name or by its tag. */
export function findMetric(given: string): MetricName | undefined {
  const name = toMetricName(given);
  return metricNames.find((known) => known === name);
}

/** What to say to someone who names a metric that there is none of, as code if wanted. */
export function suggestMetric(given: string, quote: '' | '`' = ''): string {
  const tags = metricNames.map(metricTag);
  return (
    askMeant(given, metricNames, quote) ??
    askMeant(given, tags, quote) ??
    explainAbsence(given) ??
    `Metrics: ${metricNames.join(', ')}.`
  );
}
