import { mean, quantileSorted, sampleStandardDeviation } from 'simple-statistics';
import { type Interval, intervalOfMean } from '../estimate-mean';
import { isFlat } from '../is-flat';
import { fewestSigns } from '../sign-test';
import { permuteGaps } from './permute-seeds';
import { measureTrials, type SeedTable, tabulateSeeds } from './seed-table';
import { type BySeed, subtractBySeed } from './subtract-by-seed';

/**
 * Intervals for the differences of all rivals to the best that hold together in 1 - `alpha`: as wide as the
 * greatest gap that chance gives between any two trials, whether residuals are dealt anew or each trial
 * keeps its spread (`permuteGaps`, `redrawGaps`), and never narrower than the
 * paired t interval of the two. Fewer than six differences that are all the same have none.
 *
 * @param rivals indices of trials with at least three seeds in common with the best.
 * @param redrawn `redrawGaps` of the best and all rivals; undefined where they have too few seeds in
 *   common, or are but two: each then has the interval of the two alone.
 */
export function boundDifferences(
  trials: readonly BySeed[],
  best: number,
  rivals: readonly number[],
  alpha: number,
  redrawn: Float64Array | undefined,
): Map<number, Interval> {
  const table = tabulateSeeds([best, ...rivals].flatMap((index) => trials[index] ?? []));
  const { errors } = measureTrials(table);
  const gap = redrawn === undefined ? 0 : Math.sqrt(gapOfChance(table, redrawn, alpha));
  return new Map(
    rivals.flatMap((index, place) => {
      const differences = subtractBySeed(trials[index] ?? new Map(), trials[best] ?? new Map());
      const center = mean(differences);
      if (isFlat(differences) && differences.length < fewestSigns) return [];
      const stddev = sampleStandardDeviation(differences);
      const own = intervalOfMean(center, stddev, differences.length, 1 - alpha);
      const halfWidth = gap * Math.sqrt((errors[place + 1] ?? 0) + (errors[0] ?? 0));
      const low = Math.min(own.low, center - halfWidth);
      const high = Math.max(own.high, center + halfWidth);
      return [[index, { low, high }] as const];
    }),
  );
}

/** The squared gap that all but `alpha` of tables without differences stay within. */
function gapOfChance(table: SeedTable, redrawn: Float64Array, alpha: number): number {
  const residuals = new Float64Array(table.values.length);
  measureTrials(table, residuals);
  const chances = [permuteGaps({ ...table, values: residuals }), redrawn];
  return Math.max(...chances.map((gaps) => quantileSorted([...gaps], 1 - alpha)));
}
