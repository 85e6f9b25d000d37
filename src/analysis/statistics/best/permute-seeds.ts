import { createRandom, type Random } from '../../../util/random';
import { deriveSeed } from '../../../util/seed';
import { measureTrials, type SeedTable, type TrialMoments } from './seed-table';

/** Permutations drawn, fewer where there are so many trials that they would take seconds. */
const drawCount = 999;
const mostPairsCompared = 1e8;

/**
 * The greatest squared gap between any two trials, in squared standard errors of their difference, in
 * each of many tables in which the values of each seed were dealt to the trials anew: what the gap
 * looks like where trials do not differ (randomized blocks; Westfall and Young, Resampling-Based
 * Multiple Testing, 1993). Drawn from a fixed seed.
 *
 * @returns ascending.
 */
export function permuteGaps(table: SeedTable): Float64Array {
  const { trialCount, seedCount } = table;
  const dealt = { ...table, values: Float64Array.from(table.values) };
  const residuals = new Float64Array(table.values.length);
  const random = createRandom(deriveSeed(0, `permute/${trialCount}/${seedCount}`));
  const gaps = new Float64Array(countDraws(trialCount));
  for (let draw = 0; draw < gaps.length; draw += 1) {
    for (let seed = 0; seed < seedCount; seed += 1) dealSeed(dealt, seed, random);
    gaps[draw] = greatestGap(measureTrials(dealt, residuals));
  }
  return gaps.sort();
}

/** How many tables are drawn of so many trials. */
export function countDraws(trialCount: number): number {
  const pairs = (trialCount * (trialCount - 1)) / 2;
  return Math.max(199, Math.min(drawCount, Math.floor(mostPairsCompared / pairs)));
}

/** Share of permuted tables, and of the one seen, with a gap at least as great. */
export function shareBeyond(gaps: Float64Array, gap: number): number {
  const within = gaps.findIndex((one) => one >= gap * (1 - 1e-9));
  return ((within < 0 ? 0 : gaps.length - within) + 1) / (gaps.length + 1);
}

/** The squared gap of two trials in squared standard errors; infinite where none has any spread. */
export function measureGap({ means, errors }: TrialMoments, first: number, second: number): number {
  const difference = (means[first] as number) - (means[second] as number);
  if (difference === 0) return 0;
  return difference ** 2 / ((errors[first] as number) + (errors[second] as number));
}

/**
 * The greatest of the gaps of all pairs. Few need to be looked at once that of the two means furthest
 * apart is known: no gap of a trial is greater than its distance to the further of these, with the least
 * error of all, gives.
 */
export function greatestGap(moments: TrialMoments): number {
  const { means, errors } = moments;
  const [lowest, highest] = findEnds(means);
  const leastError = errors.reduce((least, error) => Math.min(least, error));
  let greatest = measureGap(moments, highest, lowest);
  // Without a division, and with room for what rounding hides.
  const isLess = (difference: number, error: number): boolean =>
    difference * difference < greatest * error * (1 - 1e-9);
  for (let first = 0; first < means.length; first += 1) {
    const [mean, error] = [means[first] as number, errors[first] as number];
    const furthest = Math.max((means[highest] as number) - mean, mean - (means[lowest] as number));
    if (isLess(furthest, error + leastError)) continue;
    for (let second = 0; second < means.length; second += 1) {
      if (isLess(mean - (means[second] as number), error + (errors[second] as number))) continue;
      const gap = measureGap(moments, first, second);
      if (gap > greatest) greatest = gap;
    }
  }
  return greatest;
}

/** The indices of the lowest and the highest value. */
function findEnds(values: Float64Array): [lowest: number, highest: number] {
  let [lowest, highest] = [0, 0];
  for (let index = 1; index < values.length; index += 1) {
    const value = values[index] as number;
    if (value < (values[lowest] as number)) lowest = index;
    if (value > (values[highest] as number)) highest = index;
  }
  return [lowest, highest];
}

/** Deals the values of a seed to the trials, every order equally likely. */
function dealSeed(
  { trialCount, seedCount, values }: SeedTable,
  seed: number,
  random: Random,
): void {
  for (let last = trialCount - 1; last > 0; last -= 1) {
    const other = random.integer(last + 1);
    const held = values[last * seedCount + seed] as number;
    values[last * seedCount + seed] = values[other * seedCount + seed] as number;
    values[other * seedCount + seed] = held;
  }
}
