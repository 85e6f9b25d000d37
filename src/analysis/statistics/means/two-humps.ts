import { mean } from 'simple-statistics';

/** Two groups that values fall into. */
export interface TwoHumps {
  readonly low: Hump;
  readonly high: Hump;
}

/** One of them. */
export interface Hump {
  readonly count: number;
  readonly mean: number;
}

/**
 * What 99 % of normal samples of n stay below, of the greatest sum of squares between two groups over
 * that within them; from 400,000 samples for n up to 5, 100,000 up to 15, 30,000 beyond.
 */
const criticalRatios: readonly (readonly [count: number, ratio: number])[] = [
  [3, 36_000],
  [4, 349],
  [5, 73.7],
  [6, 33.7],
  [7, 20.9],
  [8, 14.9],
  [10, 9.97],
  [12, 7.75],
  [15, 6.14],
  [20, 4.95],
  [30, 3.85],
  [50, 3.11],
  [100, 2.57],
];

/**
 * Finds two groups among values, such as seeds that learned and seeds that failed: the split in two
 * that leaves least within the groups, where that is less than 1 % of normal samples would leave
 * (Engelman and Hartigan, Percentage Points of a Test for Clusters, 1969).
 *
 * @param values on a scale on which one group is about normal.
 * @returns how many of the lowest values are the low group; undefined where there is but one.
 */
export function findTwoHumps(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const count = sorted.length;
  const critical = criticalRatio(count);
  if (critical === undefined) return undefined;
  const rounding = withinByRounding(sorted);
  const splits = sorted.slice(1).map((_, index) => {
    const [low, high] = [sorted.slice(0, index + 1), sorted.slice(index + 1)];
    const within = Math.max(sumOfSquares(low) + sumOfSquares(high), rounding);
    const between = ((low.length * high.length) / count) * (mean(high) - mean(low)) ** 2;
    return { lowCount: low.length, ratio: between / within };
  });
  const [best] = splits.toSorted((a, b) => b.ratio - a.ratio);
  return best !== undefined && best.ratio > critical ? best.lowCount : undefined;
}

/** Sums values up in two groups, of which the low one has the lowest `lowCount`. */
export function describeHumps(values: readonly number[], lowCount: number): TwoHumps {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted.slice(0, lowCount), sorted.slice(lowCount)];
  return {
    low: { count: low.length, mean: mean(low) },
    high: { count: high.length, mean: mean(high) },
  };
}

function sumOfSquares(values: readonly number[]): number {
  const center = mean([...values]);
  return values.reduce((sum, value) => sum + (value - center) ** 2, 0);
}

/** What rounding to the nearest step leaves within groups; the step is the least gap that is seen. */
function withinByRounding(sorted: readonly number[]): number {
  const gaps = sorted.slice(1).map((value, index) => value - (sorted[index] ?? value));
  const step = Math.min(...gaps.filter((gap) => gap > 1e-12));
  return Number.isFinite(step) ? (sorted.length * step ** 2) / 12 : Number.POSITIVE_INFINITY;
}

/** Between two entries of the table, straight on log scales; as of 100 beyond. */
function criticalRatio(count: number): number | undefined {
  const upper = criticalRatios.findIndex(([size]) => size >= count);
  if (upper < 0) return criticalRatios.at(-1)?.[1];
  const [right, left] = [criticalRatios[upper], criticalRatios[upper - 1]];
  if (right === undefined || right[0] === count) return right?.[1];
  if (left === undefined) return undefined;
  const share = Math.log(count / left[0]) / Math.log(right[0] / left[0]);
  return left[1] * (right[1] / left[1]) ** share;
}
