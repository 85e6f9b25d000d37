/**
 * Adjusts p-values for being several, so that those at most 0.05 hold together with 95 %, whatever
 * their dependence: the i-th smallest of m times m - i + 1, never less than a smaller one's (Holm, A
 * Simple Sequentially Rejective Multiple Test Procedure, 1979).
 *
 * @returns adjusted p-values, in the order given.
 */
export function adjustHolm(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const adjusted = Array.from(pValues);
  let least = 0;
  for (const [place, { p, index }] of order.entries()) {
    least = Math.min(1, Math.max(least, (order.length - place) * p));
    adjusted[index] = least;
  }
  return adjusted;
}
