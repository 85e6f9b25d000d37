import { mean } from 'simple-statistics';

/**
 * The mean of the middle half: a quarter of the values is left out at each end, rounded down. Few
 * runs that fail do not move it (interquartile mean; Agarwal et al., Deep Reinforcement Learning at
 * the Edge of the Statistical Precipice, 2021, arXiv 2108.13264).
 *
 * @param values at least one.
 */
export function middleMean(values: readonly number[]): number {
  const left = Math.floor(values.length / 4);
  const sorted = values.toSorted((a, b) => a - b);
  return mean(sorted.slice(left, sorted.length - left));
}
