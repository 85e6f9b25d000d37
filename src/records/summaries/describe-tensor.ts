/** How many values lie in `left <= value < right`; the last bucket holds its right edge too. */
export interface HistogramBucket {
  readonly left: number;
  readonly right: number;
  readonly count: number;
}

/** What summaries say of the values of a tensor. Non-finite values enter nothing but their count. */
export interface TensorStatistics {
  /** Number of finite values. */
  readonly count: number;
  /** NaN where there is no finite value; the same for the three below. */
  readonly mean: number;
  /** Population standard deviation (divided by the count). */
  readonly stddev: number;
  readonly min: number;
  readonly max: number;
  /** Number of values that are NaN or infinite. */
  readonly nonFinite: number;
  /** Buckets of equal width over `min` to `max`; empty where there is no finite value. */
  readonly histogram: readonly HistogramBucket[];
}

/** TensorBoard's own default. */
const defaultBucketCount = 30;

/**
 * Describes the values of a tensor in two passes, accumulating in float64. The variance is the
 * two-pass one with its correction (Chan, Golub and LeVeque, 1983), sound for any mean. Buckets
 * are TensorBoard's (tensorboard/plugins/histogram/summary_v2.py): equal widths; where all values
 * are one value, all edges are that value and only the last bucket counts.
 */
export function describeTensor(
  values: Float32Array,
  bucketCount = defaultBucketCount,
): TensorStatistics {
  // The sum of finite float32 values can't overflow a float64; NaN and infinities stay visible.
  const extent = findExtent(values);
  const allFinite = Number.isFinite(extent.sum);
  const finite = allFinite ? values : values.filter(Number.isFinite);
  const count = finite.length;
  const nonFinite = values.length - count;
  if (count === 0) {
    const none = Number.NaN;
    return { count, mean: none, stddev: none, min: none, max: none, nonFinite, histogram: [] };
  }
  const { min, max, sum } = allFinite ? extent : findExtent(finite);
  const mean = sum / count;
  const counts = new Float64Array(bucketCount);
  const variance = countAndSpread(finite, { min, max, mean }, counts);
  return {
    count,
    mean,
    stddev: Math.sqrt(variance),
    min,
    max,
    nonFinite,
    histogram: Array.from(counts, (bucket, index) => ({
      left: edge(min, max, index / bucketCount),
      right: edge(min, max, (index + 1) / bucketCount),
      count: bucket,
    })),
  };
}

function findExtent(values: Float32Array): { min: number; max: number; sum: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    sum += value;
    if (value < min) {
      min = value;
    }
    if (value > max) {
      max = value;
    }
  }
  return { min, max, sum };
}

/**
 * Fills `counts` (`[buckets]`) and returns the population variance. Four values are taken at once,
 * each with counters of its own: equal values behind each other, as ReLU gives them, would wait for
 * one counter.
 */
function countAndSpread(
  values: Float32Array,
  { min, max, mean }: { min: number; max: number; mean: number },
  counts: Float64Array,
): number {
  const perUnit = max > min ? counts.length / (max - min) : 0;
  // One counter more for `max` itself, which belongs to the last bucket.
  const stride = counts.length + 1;
  const counters = new Uint32Array(4 * stride);
  const rest = values.length % 4;
  let squares = 0;
  let deviations = 0;
  for (let index = 0; index < rest; index += 1) {
    const value = values[index] as number;
    const deviation = value - mean;
    squares += deviation * deviation;
    deviations += deviation;
    increment(counters, ((value - min) * perUnit) | 0);
  }
  for (let index = rest; index < values.length; index += 4) {
    const a = values[index] as number;
    const b = values[index + 1] as number;
    const c = values[index + 2] as number;
    const d = values[index + 3] as number;
    const fromA = a - mean;
    const fromB = b - mean;
    const fromC = c - mean;
    const fromD = d - mean;
    squares += fromA * fromA + fromB * fromB + (fromC * fromC + fromD * fromD);
    deviations += fromA + fromB + (fromC + fromD);
    increment(counters, ((a - min) * perUnit) | 0);
    increment(counters, stride + (((b - min) * perUnit) | 0));
    increment(counters, 2 * stride + (((c - min) * perUnit) | 0));
    increment(counters, 3 * stride + (((d - min) * perUnit) | 0));
  }
  if (max === min) {
    counts[counts.length - 1] = values.length;
    return 0;
  }
  for (const [counter, count] of counters.entries()) {
    const bucket = Math.min(counter % stride, counts.length - 1);
    counts[bucket] = (counts[bucket] as number) + count;
  }
  return (squares - (deviations * deviations) / values.length) / values.length;
}

/** Adds one to a counter. */
function increment(counters: Uint32Array, at: number): void {
  counters[at] = (counters[at] as number) + 1;
}

/** A point between two edges; both ends exact. */
function edge(min: number, max: number, share: number): number {
  return share === 1 ? max : min + (max - min) * share;
}
