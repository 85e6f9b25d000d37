import { createRandom } from '../../../util/random';
import { deriveSeed } from '../../../util/seed';
import { countDraws, greatestGap } from './permute-seeds';
import { measureTrials, type SeedTable } from './seed-table';

/**
 * The greatest squared gap between any two trials, as `permuteGaps` has it, in tables that are drawn
 * anew for trials that do not differ in their means, but keep the spread that each was seen with:
 * normal values by the residuals of each (parametric bootstrap; Krishnamoorthy, Lu and Mathew, A
 * Parametric Bootstrap Approach for ANOVA with Unequal Variances, 2007). Permutation deals the values
 * of trials that spread far to those that do not. Drawn from a fixed seed.
 *
 * @returns ascending.
 */
export function redrawGaps(table: SeedTable): Float64Array {
  const { trialCount, seedCount } = table;
  const residuals = new Float64Array(table.values.length);
  measureTrials(table, residuals);
  const spreads = Array.from({ length: trialCount }, (_, trial) => {
    const own = residuals.subarray(trial * seedCount, (trial + 1) * seedCount);
    const squares = own.reduce((sum, value) => sum + value * value, 0);
    return Math.sqrt(((squares / (seedCount - 1)) * trialCount) / (trialCount - 1));
  });
  const drawn = { ...table, values: new Float64Array(table.values.length) };
  const random = createRandom(deriveSeed(0, `redraw/${trialCount}/${seedCount}`));
  const gaps = new Float64Array(countDraws(trialCount));
  for (let draw = 0; draw < gaps.length; draw += 1) {
    for (let trial = 0; trial < trialCount; trial += 1) {
      const spread = spreads[trial] as number;
      for (let seed = 0; seed < seedCount; seed += 1) {
        drawn.values[trial * seedCount + seed] = spread * random.normal();
      }
    }
    gaps[draw] = greatestGap(measureTrials(drawn, residuals));
  }
  return gaps.sort();
}
