import { relativeError } from '../../reference/check-gradients';
import type { GradientOracle, GradientRow } from './gradient-row';

/** How near gradients have to be. */
export interface Nearness {
  /** What every relative error stays below. */
  readonly tolerance: number;
  /** Share of its tensor's root mean square below which a value is measured against that. */
  readonly floorShare: number;
}

/**
 * Compares tensors value by value. Rounding of a sum is relative to what was added up, not to what
 * is left of it: a value far smaller than its tensor's typical one is measured against a share of
 * that (its root mean square).
 */
export function compareGradients(
  network: string,
  oracle: GradientOracle,
  analytic: ReadonlyMap<string, Float64Array>,
  others: ReadonlyMap<string, ArrayLike<number>>,
  { tolerance, floorShare }: Nearness,
): GradientRow[] {
  return [...analytic].map(([name, gradient]): GradientRow => {
    const other = others.get(name);
    const [layer = '', parameter = ''] = name.split('/');
    const floor = floorShare * rootMeanSquare(gradient);
    let maxRelativeError = other === undefined ? Number.NaN : 0;
    let index = 0;
    for (const [position, value] of gradient.entries()) {
      const found = other?.[position] ?? Number.NaN;
      const magnitude = Math.max(Math.abs(value), Math.abs(found));
      const error = relativeError(value, found) * (magnitude < floor ? magnitude / floor : 1);
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

function rootMeanSquare(values: Float64Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares / Math.max(1, values.length));
}
