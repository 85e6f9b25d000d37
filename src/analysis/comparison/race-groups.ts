import { mean } from 'simple-statistics';
import type { RankingMetric } from '../../spec/metric-schema';
import { type AgainstBest, compareWithBest } from '../statistics/best/compare-with-best';
import { subtractBySeed } from '../statistics/best/subtract-by-seed';
import { type JudgedLook, retellRace } from '../statistics/racing/retell-race';
import type { RunGroup } from './group-runs';

/** A group and the best one on seeds that both have. */
export interface GroupPair {
  readonly joint: AgainstBest;
  /** Group minus best, by seed. */
  readonly differences: readonly number[];
  readonly race?: RacePlace;
}

/** Where a race for seeds left a group. */
export interface RacePlace {
  /** After how many seeds it was looked at last, beside the best; 0 before the first look. */
  readonly seedCount: number;
  /** Whether it was worse at a look, and so got no more seeds. */
  readonly isOut: boolean;
  /** What led at that look, where that is not the best now. */
  readonly worseThan: string | undefined;
}

/** Groups that raced for seeds. */
export interface RacedGroups {
  isOut(group: RunGroup): boolean;
  /** Compares with the best one, each group at the last look that both had part in. */
  compareWith(best: RunGroup | undefined): ReadonlyMap<RunGroup, GroupPair>;
}

/**
 * Tells a race of groups again (`retellRace`), so that what is said of them in the end holds over all
 * looks: a group is worse where it was so at a look, and at no other time. Groups that raced for
 * different values of a question are judged all together here, at each look those that came so far.
 */
export function raceGroups(
  groups: readonly RunGroup[],
  { goal, atLeast }: RankingMetric,
  looks: readonly number[],
): RacedGroups {
  const isGreaterBetter = goal === 'maximize';
  const { judged } = retellRace({
    trials: groups.map(({ bySeed }) => bySeed),
    looks,
    isGreaterBetter,
    atLeast,
    isAwaited: (index) => (groups[index]?.missing.length ?? 0) > 0,
  });
  const outs = new Map(
    judged.flatMap((look) =>
      look.judgement.worse.map((place) => [look.members[place] ?? -1, look] as const),
    ),
  );
  const compare = (index: number, best: number): GroupPair | undefined => {
    const look = judged.findLast(
      ({ members }) => members.includes(index) && members.includes(best),
    );
    if (look === undefined) return pairUnjudged(groups[index], groups[best]);
    const [place, bestPlace] = [look.members.indexOf(index), look.members.indexOf(best)];
    const joint = compareAt(look, bestPlace, isGreaterBetter, looks.length)[place];
    if (joint === undefined) return undefined;
    const out = outs.get(index);
    const leader = out?.members[out.judgement.best];
    const ownP = out?.judgement.against[out.members.indexOf(index)]?.p;
    return {
      joint: { ...joint, p: ownP ?? joint.p, isWorse: out !== undefined },
      differences: subtractBySeed(
        look.values[place] ?? new Map(),
        look.values[bestPlace] ?? new Map(),
      ),
      race: {
        seedCount: (out ?? look).seedCount,
        isOut: out !== undefined,
        worseThan: leader === undefined || leader === best ? undefined : groups[leader]?.label,
      },
    };
  };
  return {
    isOut: (group) => outs.has(groups.indexOf(group)),
    compareWith: (best) => {
      const bestIndex = best === undefined ? -1 : groups.indexOf(best);
      return new Map(
        groups.flatMap((group, index) => {
          const pair = index === bestIndex ? undefined : compare(index, bestIndex);
          return pair === undefined ? [] : [[group, pair] as const];
        }),
      );
    },
  };
}

/** Before the first look nothing is told. */
function pairUnjudged(group: RunGroup | undefined, best: RunGroup | undefined): GroupPair {
  const differences = subtractBySeed(group?.bySeed ?? new Map(), best?.bySeed ?? new Map());
  const count = differences.length;
  const difference = count === 0 ? undefined : mean(differences);
  return {
    joint: { count, difference, interval: undefined, p: 1, isWorse: false },
    differences,
    race: { seedCount: 0, isOut: false, worseThan: undefined },
  };
}

/** The comparison of a look, which is that of its judgement where the best of then is still best. */
function compareAt(
  { values, judgement }: JudgedLook,
  best: number,
  isGreaterBetter: boolean,
  lookCount: number,
): readonly (AgainstBest | undefined)[] {
  return judgement.best === best
    ? judgement.against
    : compareWithBest(values, best, { isGreaterBetter, alpha: 0.05 / lookCount });
}
