/** Below this, the convergent differs from the hyperbolic tangent by less than rounding does. */
const reach = 2.5;

/**
 * Hyperbolic tangent, within a few units of the last place of `Math.tanh` in a fraction of its
 * time, which is most of the time of a small network.
 *
 * It is the twelfth convergent of Lambert's continued fraction z / (1 + z^2 / (3 + z^2 / (5 + ...)))
 * (Abramowitz and Stegun, 4.5.70), a quotient of polynomials without cancellation. Beyond its reach
 * it is (1 - exp(-2|z|)) / (1 + exp(-2|z|)), which overflows for no z.
 */
export function hyperbolicTangent(z: number): number {
  const size = Math.abs(z);
  if (size < reach) {
    const s = z * z;
    const numerator =
      316234143225 + s * (45831035250 + s * (1571349780 + s * (18378360 + s * (75075 + s * 78))));
    const denominator =
      316234143225 +
      s * (151242416325 + s * (9820936125 + s * (192972780 + s * (1351350 + s * (3003 + s)))));
    return (z * numerator) / denominator;
  }
  const exponential = Math.exp(-2 * size);
  const value = (1 - exponential) / (1 + exponential);
  return z < 0 ? -value : value;
}
