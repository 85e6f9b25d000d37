/** Up to here the series is quick and exact; beyond, the continued fraction is. */
const reachOfSeries = 3;

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * Share of the standard normal distribution below z, (1 + erf(z / sqrt 2)) / 2. Near 0 it is the
 * series 1/2 + p(z) (z + z^3 / 3 + z^5 / (3 5) + ...) with the density p; far above and below, the
 * rest is p(z) / (z + 1 / (z + 2 / (z + 3 / (z + ...)))) (Abramowitz and Stegun, 26.2.11 and
 * 26.2.14), small without cancellation.
 */
export function normalShareBelow(z: number): number {
  if (z > reachOfSeries) return 1 - shareAbove(z);
  if (z < -reachOfSeries) return shareAbove(-z);
  let term = z;
  let sum = z;
  for (let divisor = 3; Math.abs(term) > 1e-17 * Math.abs(sum); divisor += 2) {
    term *= (z * z) / divisor;
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

/** Share above z, for z beyond the reach of the series. */
function shareAbove(z: number): number {
  let rest = z;
  for (let numerator = 50; numerator >= 1; numerator -= 1) rest = z + numerator / rest;
  return normalDensity(z) / rest;
}
