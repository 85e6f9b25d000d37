import { fewestForInterval } from '../estimate-mean';
import { testPairedT } from '../hypotheses/test-paired-t';
import { measureGap, permuteGaps, shareBeyond } from './permute-seeds';
import { redrawGaps } from './redraw-gaps';
import { measureTrials, tabulateSeeds } from './seed-table';
import { type BySeed, subtractBySeed } from './subtract-by-seed';

/**
 * Adjusted p of each rival for being as good as the best, stepping down: those that all trials
 * together tell from the best are left out, then the others are tested among themselves, until none
 * is told (closed testing; Romano and Wolf, Exact and Approximate Stepdown Methods, 2005).
 *
 * @param trials greater is better.
 * @param rivals indices of trials with at least three seeds in common with the best.
 * @param redrawn `redrawGaps` of the best and all rivals; undefined where they have too few seeds in
 *   common, or are but two.
 */
export function stepDown(
  trials: readonly BySeed[],
  best: number,
  rivals: readonly number[],
  alpha: number,
  redrawn: Float64Array | undefined,
): Map<number, number> {
  const adjusted = new Map<number, number>();
  let open = rivals;
  let least = 0;
  while (open.length > 0) {
    const known = open === rivals ? redrawn : undefined;
    const pValues = testTogether(trials, best, open, known).map((p) => Math.max(p, least));
    const told = open.filter((_, place) => (pValues[place] ?? 1) <= alpha);
    const settled = told.length > 0 ? told : open;
    for (const index of settled) adjusted.set(index, pValues[open.indexOf(index)] ?? 1);
    least = Math.max(least, ...settled.map((index) => adjusted.get(index) ?? 1));
    open = open.filter((index) => !adjusted.has(index));
  }
  return adjusted;
}

function testTogether(
  trials: readonly BySeed[],
  best: number,
  rivals: readonly number[],
  redrawn: Float64Array | undefined,
): number[] {
  const members = [best, ...rivals].flatMap((index) => trials[index] ?? []);
  if (members.length === 2) return [testPair(members)];
  const table = tabulateSeeds(members);
  if (table.seedCount < fewestForInterval) return rivals.map(() => 1);
  const moments = measureTrials(table);
  const chances = [permuteGaps(table), redrawn ?? redrawGaps(table)];
  return rivals.map((_, place) => {
    const isBehind = (moments.means[place + 1] ?? 0) < (moments.means[0] ?? 0);
    if (!isBehind) return 1;
    const gap = measureGap(moments, place + 1, 0);
    return Math.max(...chances.map((gaps) => shareBeyond(gaps, gap)));
  });
}

function testPair([best, rival]: readonly BySeed[]): number {
  if (best === undefined || rival === undefined) return 1;
  return testPairedT(subtractBySeed(rival, best));
}
