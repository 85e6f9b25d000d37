/** How points are drawn from those that were tried. */
export type Drawing = 'withoutReplacement' | 'withReplacement';

/**
 * The expected best of n points drawn from B that were tried, for n = 1 to B: with v(1) to v(B) from
 * worst to best, without replacement the sum of v(i) C(i - 1, n - 1) / C(B, n), which has no bias
 * (Tang et al., Showing Your Work Doesn't Always Work, 2020, arXiv 2004.13705); with replacement that
 * of v(i) [(i / B)^n - ((i - 1) / B)^n] (Dodge et al., Show Your Work, 2019, arXiv 1909.03004).
 *
 * @param scores of the points, at least one.
 * @returns the expected best of 1 to B points.
 */
export function expectBest(
  scores: readonly number[],
  isGreaterBetter: boolean,
  drawing: Drawing = 'withoutReplacement',
): number[] {
  const sorted = scores.toSorted((a, b) => (isGreaterBetter ? a - b : b - a));
  const weigh = drawing === 'withoutReplacement' ? weighWithout : weighWith;
  return sorted.map((_, index) => {
    const weights = weigh(index + 1, sorted.length);
    return sorted.reduce((sum, value, place) => sum + value * (weights[place] ?? 0), 0);
  });
}

/** C(i - 1, n - 1) / C(B, n) for i = 1 to B: n / B for the best, each worse one by its ratio. */
function weighWithout(budget: number, count: number): number[] {
  const weights = Array.from({ length: count }, () => 0);
  let weight = budget / count;
  for (let place = count; place >= budget; place -= 1) {
    weights[place - 1] = weight;
    weight *= (place - budget) / (place - 1);
  }
  return weights;
}

function weighWith(budget: number, count: number): number[] {
  return Array.from(
    { length: count },
    (_, index) => ((index + 1) / count) ** budget - (index / count) ** budget,
  );
}
