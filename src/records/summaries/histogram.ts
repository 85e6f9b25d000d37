import type { HistogramBucket, TensorStatistics } from './describe-tensor';
import { buildScalar } from './scalar';
import type { Summary } from './summary';

/** Builds a histogram summary, `[buckets, 3]` of left edge, right edge, count. */
export function buildHistogram(tag: string, buckets: readonly HistogramBucket[]): Summary {
  return {
    tag,
    plugin: 'histograms',
    dataClass: 'tensor',
    tensor: {
      dtype: 'double',
      shape: [buckets.length, 3],
      content: Float64Array.from(buckets.flatMap(({ left, right, count }) => [left, right, count])),
    },
  };
}

/**
 * Builds all that is shown of a tensor: its histogram under `tag`, and mean, standard deviation,
 * min and max as scalars `<tag>/mean` and so on. Values that are not finite can't stand in a
 * histogram: where there are any, `<tag>/non_finite` counts them.
 */
export function buildTensorSummaries(tag: string, statistics: TensorStatistics): Summary[] {
  const { count, mean, stddev, min, max, nonFinite, histogram } = statistics;
  const summaries: Summary[] = [];
  if (count > 0) {
    summaries.push(
      buildScalar(`${tag}/mean`, mean),
      buildScalar(`${tag}/stddev`, stddev),
      buildScalar(`${tag}/min`, min),
      buildScalar(`${tag}/max`, max),
      buildHistogram(tag, histogram),
    );
  }
  if (nonFinite > 0) {
    summaries.push(buildScalar(`${tag}/non_finite`, nonFinite));
  }
  return summaries;
}
