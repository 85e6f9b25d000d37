import type { BySeed } from '../best/subtract-by-seed';
import { judgeRace, type RaceJudgement } from './judge-race';

/** A race as its results tell it. */
export interface RaceRules {
  /** Values by seed; the least seeds are those of the first look. */
  readonly trials: readonly BySeed[];
  /** After how many seeds it is looked at (`planLooks`). */
  readonly looks: readonly number[];
  readonly isGreaterBetter: boolean;
  readonly atLeast?: number | undefined;
  /** Whether a trial that lacks seeds of a look is waited for; else it ran in another race, which ended. */
  isAwaited(trial: number): boolean;
}

/** A look that was judged. */
export interface JudgedLook {
  readonly seedCount: number;
  /** Indices of the trials that were part of it; the judgement is by their places here. */
  readonly members: readonly number[];
  /** Their values on the seeds of the look. */
  readonly values: readonly BySeed[];
  readonly judgement: RaceJudgement;
}

/** How far a race came. */
export interface RetoldRace {
  readonly judged: readonly JudgedLook[];
  /** Indices of trials that are not worse, those that had no part in the last look among them. */
  readonly left: readonly number[];
  /** The seeds of the look that some trial is waited for; undefined where none is. */
  readonly due: number | undefined;
}

/**
 * Tells a race again from its results, look by look: what is worse at one leaves, and nothing is judged
 * before all that are left have the seeds for it. It ends with the last look, when it is decided, or
 * where fewer than two trials have more seeds.
 */
export function retellRace(rules: RaceRules): RetoldRace {
  const { trials, looks, isGreaterBetter, atLeast, isAwaited } = rules;
  const judged: JudgedLook[] = [];
  const inOrder = trials.map((trial) => [...trial].sort(([one], [other]) => one - other));
  let left = trials.map((_, index) => index);
  for (const seedCount of looks) {
    const members = left.filter((index) => (trials[index]?.size ?? 0) >= seedCount);
    if (left.some((index) => !members.includes(index) && isAwaited(index))) {
      return { judged, left, due: seedCount };
    }
    if (members.length === 0) break;
    const values = members.map((index) => new Map(inOrder[index]?.slice(0, seedCount)));
    const judgement = judgeRace({
      trials: values,
      lookCount: looks.length,
      isGreaterBetter,
      ...(atLeast !== undefined && { atLeast }),
    });
    judged.push({ seedCount, members, values, judgement });
    const out = new Set(judgement.worse.map((place) => members[place]));
    left = left.filter((index) => !out.has(index));
    if (judgement.isDecided) break;
  }
  return { judged, left, due: undefined };
}
