import type { Dataset, Split } from '../dataset';

/** Of values as a network gets them. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly deviation: number;
}

/** Measures input values, in float64; null where there are none. */
export function measureValues(
  inputs: Split['inputs'],
  { scale, offset }: Pick<Dataset, 'scale' | 'offset'>,
): ValueRange | null {
  if (inputs.length === 0) return null;
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of inputs) {
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  const mean = sum / inputs.length;
  let squares = 0;
  for (const value of inputs) squares += (value - mean) ** 2;
  return {
    min: min * scale + offset,
    max: max * scale + offset,
    mean: mean * scale + offset,
    deviation: Math.sqrt(squares / inputs.length) * scale,
  };
}
