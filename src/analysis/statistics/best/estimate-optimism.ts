import { createRandom } from '../../../util/random';
import { deriveSeed } from '../../../util/seed';
import { measureTrials, tabulateSeeds } from './seed-table';
import type { BySeed } from './subtract-by-seed';

const drawCount = 2000;

/**
 * By how much the best mean of several is expected to exceed what fresh seeds give it, because it was
 * chosen for being best (winner's curse; Efron, Tweedie's Formula and Selection Bias, 2011): noise is
 * added to the means that were seen, the best of the noisy ones is chosen, and its noise is averaged.
 * By 2,000 draws from a fixed seed. It takes the means that were seen for the truth, which lie
 * further apart than the true ones, so that the optimism may be greater.
 *
 * @param trials over the same seeds.
 * @returns in units of the score, at least about 0; undefined where trials have fewer than two seeds
 *   in common, or there is but one.
 */
export function estimateOptimism(
  trials: readonly BySeed[],
  isGreaterBetter: boolean,
): number | undefined {
  const table = tabulateSeeds(trials);
  if (table.seedCount < 2 || trials.length < 2) return undefined;
  const { means, errors } = measureTrials(table);
  const sign = isGreaterBetter ? 1 : -1;
  const random = createRandom(deriveSeed(0, `optimism/${trials.length}`));
  let total = 0;
  for (let draw = 0; draw < drawCount; draw += 1) {
    let [highest, luck] = [Number.NEGATIVE_INFINITY, 0];
    for (const [trial, mean] of means.entries()) {
      const noise = Math.sqrt(errors[trial] as number) * random.normal();
      if (sign * mean + noise > highest) [highest, luck] = [sign * mean + noise, noise];
    }
    total += luck;
  }
  return total / drawCount;
}
