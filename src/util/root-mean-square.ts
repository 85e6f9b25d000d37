/** Square root of the mean of the squares; 0 where there are no values. */
export function rootMeanSquare(values: Float32Array | Float64Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares / Math.max(1, values.length));
}
