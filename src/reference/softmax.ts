/**
 * Writes the softmax of one row, exp(z_j) / sum_k exp(z_k), and returns log(sum_k exp(z_k)).
 * The largest z is subtracted first: that cancels in the quotient and no exponential overflows.
 *
 * @param logits `[rows, classCount]`; the row starts at `start`.
 * @param probabilities where to write, of the same layout. May be `logits` itself.
 */
export function softmaxRow(
  logits: Float64Array,
  start: number,
  classCount: number,
  probabilities: Float64Array,
): number {
  const end = start + classCount;
  let largest = Number.NEGATIVE_INFINITY;
  for (let p = start; p < end; p += 1) {
    const z = logits[p] as number;
    if (z > largest) largest = z;
  }
  let sum = 0;
  for (let p = start; p < end; p += 1) {
    const z = logits[p] as number;
    const exponential = z === largest ? 1 : Math.exp(z - largest);
    probabilities[p] = exponential;
    sum += exponential;
  }
  const inverse = 1 / sum;
  for (let p = start; p < end; p += 1) {
    probabilities[p] = (probabilities[p] as number) * inverse;
  }
  return largest + Math.log(sum);
}

/** Softmax of each row, `[rows, classCount]`. */
export function softmax(logits: Float64Array, classCount: number): Float64Array {
  const probabilities = new Float64Array(logits.length);
  for (let start = 0; start < logits.length; start += classCount) {
    softmaxRow(logits, start, classCount, probabilities);
  }
  return probabilities;
}
