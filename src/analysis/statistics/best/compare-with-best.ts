import { mean } from 'simple-statistics';
import { fewestForInterval, type Interval } from '../estimate-mean';
import { testPairedT } from '../hypotheses/test-paired-t';
import { boundDifferences } from './bound-differences';
import { redrawGaps } from './redraw-gaps';
import { tabulateSeeds } from './seed-table';
import { stepDown } from './step-down';
import { type BySeed, subtractBySeed } from './subtract-by-seed';

/** How a trial stands to the best one, on the seeds that both have. */
export interface AgainstBest {
  /** Seeds in common. */
  readonly count: number;
  /** Mean of the paired differences, this trial less the best; absent without common seeds. */
  readonly difference: number | undefined;
  /**
   * 1 - `alpha` for all trials together; absent with fewer than three common seeds, or fewer than six with
   * the very same difference.
   */
  readonly interval: Interval | undefined;
  /** That it is as good as the best; adjusted, so that those at most `alpha` hold together. */
  readonly p: number;
  readonly isWorse: boolean;
}

/** What a comparison with the best holds to. */
export interface BestOptions {
  /** Whether more is better. */
  readonly isGreaterBetter: boolean;
  /** The error of all verdicts together, 0.05 unless looks share it. */
  readonly alpha?: number;
}

/**
 * Compares each trial with the best one, all at once: among trials of which none is worse, some is
 * called worse in at most 5 % of experiments.
 *
 * A trial is worse where three tests say so. Its gap to the best must be greater than the greatest gap
 * between any two trials of those not told yet, under permutations within seeds (`stepDown`): that is
 * exact for equal trials of any distribution, and pays for the choice of the best. It must be greater
 * than that of trials with equal means that keep their spreads (`redrawGaps`). And the paired t test of
 * it and the best must say so by itself.
 * Of two trials the t test decides alone: differences of equal ones are symmetric, whatever their
 * distribution, for which it errs in at most about 5 %; and it says what the interval says.
 *
 * @param trials at least one with values.
 * @param best the index of the best one.
 * @returns one for each trial, undefined for the best.
 */
export function compareWithBest(
  trials: readonly BySeed[],
  best: number,
  options: BestOptions,
): (AgainstBest | undefined)[] {
  const alpha = options.alpha ?? 0.05;
  const sign: 1 | -1 = options.isGreaterBetter ? 1 : -1;
  const signed = trials.map((trial) => new Map([...trial].map(([seed, x]) => [seed, sign * x])));
  const differences = signed.map((trial) => subtractBySeed(trial, signed[best] ?? new Map()));
  const rivals = differences.flatMap((values, index) =>
    index !== best && values.length >= fewestForInterval ? [index] : [],
  );
  const joint = tabulateSeeds([best, ...rivals].flatMap((index) => signed[index] ?? []));
  const isJoint = rivals.length > 1 && joint.seedCount >= fewestForInterval;
  // Both ask for it, and it takes much of the time of a comparison of hundreds.
  const redrawn = isJoint ? redrawGaps(joint) : undefined;
  const gapP = stepDown(signed, best, rivals, alpha, redrawn);
  const bounds = boundDifferences(signed, best, rivals, alpha, redrawn);
  return differences.map((values, index): AgainstBest | undefined => {
    if (index === best) return undefined;
    const count = values.length;
    const difference = count === 0 ? undefined : sign * mean(values);
    const stepped = gapP.get(index);
    if (stepped === undefined) {
      return { count, difference, interval: undefined, p: 1, isWorse: false };
    }
    const p = Math.max(stepped, testPairedT(values));
    const isWorse = p <= alpha && mean(values) < 0;
    const bound = bounds.get(index);
    const interval = bound && orient(constrain(bound, isWorse), sign);
    return { count, difference, interval, p, isWorse };
  });
}

/** The test steps down, so that it may tell what the interval, which does not, leaves open. */
function constrain({ low, high }: Interval, isWorse: boolean): Interval {
  return { low, high: isWorse ? Math.min(high, 0) : Math.max(high, 0) };
}

/** Turns an interval where less is better; `0 -` makes no negative zero. */
function orient({ low, high }: Interval, sign: 1 | -1): Interval {
  return sign === 1 ? { low, high } : { low: 0 - high, high: 0 - low };
}
