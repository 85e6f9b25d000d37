import { explainAbsence } from './mistakes/absences';
import { askMeant } from './mistakes/nearest-name';

/*
 * A metric has one name, `test/accuracy`, in files, tables and claims. TensorBoard groups cards by
 * what stands first in a tag, and the splits of one measure belong side by side, so that its tag is
 * the other way round: `accuracy/test`. Whatever asks for one takes both.
 */

type Split = 'test' | 'validation' | 'full-train' | 'train';
type Measure = 'accuracy' | 'loss';

/** Every measure of every split, in the order given. */
function combine<const S extends Split>(splits: readonly S[], measures: readonly Measure[]) {
  return splits.flatMap((split) => measures.map((measure) => `${split}/${measure}` as const));
}

/** Metrics that are measured at evaluations. */
export const evaluatedMetrics = combine(['test', 'validation', 'full-train'], ['accuracy', 'loss']);

/** A metric that is measured at evaluations. */
export type EvaluatedMetric = (typeof evaluatedMetrics)[number];

/** Metrics that a run ends with, where its data has the split. */
export const metricNames = [...evaluatedMetrics, ...combine(['train'], ['accuracy', 'loss'])];

/** The name of a metric. */
export type MetricName = (typeof metricNames)[number];

/** What is recorded of a step beside the metrics. */
const scheduleNames = ['epoch', 'learningRate'] as const;

/** The columns of `metrics.csv` behind `step`, fixed for every run. */
export const metricColumns = [
  ...scheduleNames,
  ...combine(['train', 'validation', 'test', 'full-train'], ['loss', 'accuracy']),
];

/** A column of `metrics.csv`. */
export type MetricColumn = (typeof metricColumns)[number];

/** The TensorBoard tag of a column: `accuracy/test` of `test/accuracy`, `schedule/epoch`. */
export function metricTag(column: string): string {
  const [split, measure] = column.split('/');
  return measure === undefined ? `schedule/${column}` : `${measure}/${split}`;
}

const columnsByTag: ReadonlyMap<string, string> = new Map(
  metricColumns.map((column) => [metricTag(column), column]),
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
