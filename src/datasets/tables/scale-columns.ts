import type { Split } from '../dataset';

interface FloatSplit extends Split {
  readonly inputs: Float32Array;
}

/** What the training rows say of each column. */
export interface ColumnStatistics {
  /** The numeric columns that are always the same. */
  readonly constant: readonly number[];
  /** `[width]`. */
  readonly means: Float64Array;
  /** What the values of each column were divided by, once the mean was taken off; 0 where nothing was. */
  readonly deviations: Float64Array;
}

/**
 * Replaces what is missing (NaN) by the mean of the column over the training rows, then brings numeric
 * columns to mean 0 and standard deviation 1 of the training rows if that is wanted. Sums are in
 * float64, deviations from the mean in a second pass. A column that is always the same becomes 0.
 *
 * @param numeric which columns are numbers rather than categories: `[width]`.
 */
export function scaleColumns(
  train: FloatSplit,
  others: readonly FloatSplit[],
  numeric: readonly boolean[],
  standardize: boolean,
): ColumnStatistics {
  const width = numeric.length;
  const means = averageColumns(train.inputs, width, (value) => value);
  for (const { inputs } of [train, ...others]) {
    for (let at = 0; at < inputs.length; at += 1) {
      if (Number.isNaN(inputs[at])) inputs[at] = means[at % width] ?? 0;
    }
  }
  const variances = averageColumns(
    train.inputs,
    width,
    (value, column) => (value - (means[column] as number)) ** 2,
  );
  const constant = numeric.flatMap((isNumeric, column) =>
    isNumeric && isConstant(train.inputs, width, column) ? [column] : [],
  );
  if (!standardize) return { constant, means, deviations: new Float64Array(width) };
  const isConstantColumn = new Set(constant);
  const deviations = variances.map((variance, column) => {
    if (!numeric[column]) return 0;
    return isConstantColumn.has(column) || variance === 0 ? 1 : Math.sqrt(variance);
  });
  for (const { inputs } of [train, ...others]) {
    for (let at = 0; at < inputs.length; at += 1) {
      const column = at % width;
      if (!numeric[column]) continue;
      inputs[at] =
        ((inputs[at] as number) - (means[column] as number)) / (deviations[column] as number);
    }
  }
  return { constant, means, deviations };
}

/** The mean of something over the values of each column that are there: `[width]`. */
function averageColumns(
  inputs: Float32Array,
  width: number,
  measure: (value: number, column: number) => number,
): Float64Array {
  const sums = new Float64Array(width);
  const counts = new Float64Array(width);
  for (let at = 0; at < inputs.length; at += 1) {
    const value = inputs[at] as number;
    if (Number.isNaN(value)) continue;
    const column = at % width;
    sums[column] = (sums[column] as number) + measure(value, column);
    counts[column] = (counts[column] as number) + 1;
  }
  return sums.map((sum, column) => sum / Math.max(1, counts[column] as number));
}

function isConstant(inputs: Float32Array, width: number, column: number): boolean {
  for (let at = column + width; at < inputs.length; at += width) {
    if (inputs[at] !== inputs[column]) return false;
  }
  return true;
}
