import { testOneSidedT } from './test-paired-t';

/**
 * p of the two one-sided tests for a mean within ± `margin` (TOST; Schuirmann, 1987): at most 0.05
 * where the 90 % interval of the mean lies within the margin.
 *
 * @param differences paired, at least one.
 * @param margin the smallest difference of interest, above 0.
 */
export function testEquivalence(differences: readonly number[], margin: number): number {
  const isAbove = testOneSidedT(differences, -margin);
  const isBelow = testOneSidedT(
    differences.map((value) => -value),
    -margin,
  );
  return Math.max(isAbove, isBelow);
}
