/**
 * p-value for "at least k of these hypotheses hold": the k-th smallest p times the number that is left
 * from it on (Benjamini and Heller, Screening for Partial Conjunction Hypotheses, 2008, by
 * Bonferroni), whatever their dependence. For k = 1 it is Bonferroni's, for all of them the greatest.
 *
 * @param pValues small where a hypothesis is shown to hold.
 * @param atLeast k, from 1 to the number of p-values.
 */
export function testPartialConjunction(pValues: readonly number[], atLeast: number): number {
  const kth = pValues.toSorted((a, b) => a - b)[atLeast - 1] ?? 1;
  return Math.min(1, (pValues.length - atLeast + 1) * kth);
}
