/** The columns of `metrics.csv` behind `step`, fixed for every run. */
export const metricColumns = [
  'epoch',
  'learningRate',
  'train/loss',
  'train/accuracy',
  'validation/loss',
  'validation/accuracy',
  'test/loss',
  'test/accuracy',
  'full-train/loss',
  'full-train/accuracy',
] as const;

/** The name of a metric. */
export type MetricName = (typeof metricColumns)[number];

/**
 * The TensorBoard tag of a metric: `test/loss` becomes `loss/test`, because TensorBoard groups
 * cards by what stands first, and the splits of one metric belong side by side.
 */
export function metricTag(name: string): string {
  const [split, metric] = name.split('/');
  return metric === undefined ? `schedule/${name}` : `${metric}/${split}`;
}
