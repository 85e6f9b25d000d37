/**
 * Counts predictions: `[label][prediction]`, rows are true classes.
 *
 * @param labels class ids, `[count]`.
 * @param predictions class ids, `[count]`.
 */
export function countConfusions(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  classCount: number,
): number[][] {
  const matrix = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  for (let index = 0; index < labels.length; index += 1) {
    const row = matrix[labels[index] ?? 0];
    const column = predictions[index] ?? 0;
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return matrix;
}

/**
 * The most probable class of each example.
 *
 * @param probabilities `[count, classes]`, row-major.
 */
export function mostProbableClasses(probabilities: Float32Array, classCount: number): Uint8Array {
  const predictions = new Uint8Array(probabilities.length / classCount);
  for (let example = 0; example < predictions.length; example += 1) {
    const row = probabilities.subarray(example * classCount, (example + 1) * classCount);
    let best = 0;
    for (let id = 1; id < classCount; id += 1) {
      if ((row[id] ?? 0) > (row[best] ?? 0)) best = id;
    }
    predictions[example] = best;
  }
  return predictions;
}
