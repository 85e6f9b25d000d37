import { rootMeanSquare } from '../util/root-mean-square';
import type { ExpectedGradients } from './expected-gradients';
import type { GradientOracle, GradientRow } from './gradient-row';

/**
 * Share of its tensor's typical magnitude below which a value is measured against that: what was
 * added up to it may itself be what rounding left of larger numbers.
 */
const floorShare = 1e-2;

/**
 * Compares tensors value by value. Rounding of a sum is relative to what was added up, not to what
 * is left of it: errors are relative to the mean magnitude of the per-example gradients, where that
 * is larger than the value.
 */
export function compareGradients(
  network: string,
  oracle: GradientOracle,
  { gradients, magnitudes }: ExpectedGradients,
  others: ReadonlyMap<string, ArrayLike<number>>,
  tolerance: number,
): GradientRow[] {
  return [...gradients].map(([name, gradient]): GradientRow => {
    const other = others.get(name);
    const [layer = '', parameter = ''] = name.split('/');
    const magnitude = magnitudes.get(name) ?? new Float64Array();
    // As for finite differences, nothing is measured against less than 1e-8.
    const floor = Math.max(1e-8, floorShare * rootMeanSquare(magnitude));
    let maxRelativeError = other === undefined ? Number.NaN : 0;
    let index = 0;
    for (const [position, value] of gradient.entries()) {
      const found = other?.[position] ?? Number.NaN;
      const scale = Math.max(Math.abs(value), Math.abs(found), magnitude[position] ?? 0, floor);
      const error = Math.abs(value - found) / scale;
      // NaN is the largest error of all, and no other takes its place.
      if (error <= maxRelativeError || Number.isNaN(maxRelativeError)) continue;
      maxRelativeError = error;
      index = position;
    }
    const counts = { checked: gradient.length, kinks: 0 };
    const verdict = maxRelativeError < tolerance ? 'ok' : 'failed';
    const found = { maxRelativeError, index, ...counts, tolerance, verdict } as const;
    return { network, oracle, layer, parameter, ...found };
  });
}
