/**
 * Pseudo-values of the delete-one jackknife: n theta - (n - 1) theta without the i-th unit. Their
 * mean and spread give the estimate and its error (Tukey 1958; Efron and Tibshirani, An
 * Introduction to the Bootstrap, chapter 11). For a mean they are the values themselves; for a
 * standard deviation they hold approximately; for medians and extremes they do not hold at all.
 *
 * @param theta the statistic of some units.
 */
export function jackknife<Unit>(
  units: readonly Unit[],
  theta: (units: readonly Unit[]) => number,
): number[] {
  const count = units.length;
  const whole = theta(units);
  return units.map((_, left) => {
    const rest = units.filter((_unit, index) => index !== left);
    return count * whole - (count - 1) * theta(rest);
  });
}
