import { type AgainstBest, compareWithBest } from '../best/compare-with-best';
import { judgeAgainstBest } from '../best/judge-against-best';
import type { BySeed } from '../best/subtract-by-seed';

/** A look at trials that race for the best mean. */
export interface RaceLook {
  /** Values of the trials still in the race, on the seeds so far. */
  readonly trials: readonly BySeed[];
  /** How many looks there are at most, this one among them (`planLooks`). */
  readonly lookCount: number;
  readonly isGreaterBetter: boolean;
  /** The smallest difference of interest; without it only what is worse leaves. */
  readonly atLeast?: number;
}

/** What follows from a look. */
export interface RaceJudgement {
  /** The index of the trial in front. */
  readonly best: number;
  /** For each trial, against the best; undefined for that one. */
  readonly against: readonly (AgainstBest | undefined)[];
  /** Indices of trials that are worse and leave the race. */
  readonly worse: readonly number[];
  /** Whether more seeds are of no use: one is left, or all that are left are equivalent. */
  readonly isDecided: boolean;
}

/**
 * Judges a race at a look. The error of 5 % is divided evenly over all looks that may come, so that
 * whatever is called worse or equivalent at any of them holds together (Bonferroni, which needs
 * nothing to be known of how the looks depend on each other; compare the group-sequential bounds of
 * Pocock, 1977). What left the race stays out.
 */
export function judgeRace({
  trials,
  lookCount,
  isGreaterBetter,
  atLeast,
}: RaceLook): RaceJudgement {
  const means = trials.map((trial) => meanOf(trial, isGreaterBetter));
  const best = means.indexOf(Math.max(...means));
  const against = compareWithBest(trials, best, { isGreaterBetter, alpha: 0.05 / lookCount });
  const worse = against.flatMap((one, index) => (one?.isWorse ? [index] : []));
  const rest = against.filter((one) => one !== undefined && !one.isWorse);
  const isDecided = rest.every(
    (one) => one !== undefined && judgeAgainstBest(one, atLeast) === 'equivalent',
  );
  return { best, against, worse, isDecided };
}

function meanOf(trial: BySeed, isGreaterBetter: boolean): number {
  const sum = [...trial.values()].reduce((total, value) => total + value, 0);
  return (isGreaterBetter ? sum : -sum) / trial.size;
}
