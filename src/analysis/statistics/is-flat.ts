/** Whether values differ by no more than the rounding of their arithmetic. */
export function isFlat(values: readonly number[]): boolean {
  const [first = 0] = values;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return values.every((value) => Math.abs(value - first) <= 1e-9 * largest);
}
