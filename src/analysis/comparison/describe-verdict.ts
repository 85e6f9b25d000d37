import type { Goal } from '../../spec/metric-schema';
import type { AgainstBestVerdict } from '../statistics/best/judge-against-best';
import type { PairedComparison } from '../statistics/compare-pairs';
import { fewestForInterval, type Interval } from '../statistics/estimate-mean';
import type { GroupComparison, RankedGroup } from './compare-groups';
import { formatMargin } from './format-metric';

/** How a group compares with the best one, for the goal of its metric. */
export type Comparison = 'better' | 'worse' | 'equal' | 'undecided';

/** Turns greater and less into better and worse. */
export function judgeByGoal({ verdict }: PairedComparison, goal: Goal): Comparison {
  switch (verdict) {
    case 'greater':
      return goal === 'maximize' ? 'better' : 'worse';
    case 'less':
      return goal === 'maximize' ? 'worse' : 'better';
    case 'equal':
    case 'undecided':
      return verdict;
  }
}

/** Whether a difference from the best trial is one, in words. */
export function describeVerdict(comparison: GroupComparison, goal: Goal): string {
  const { count } = comparison.difference;
  const judgement = judgeByGoal(comparison, goal);
  switch (judgement) {
    case 'better':
    case 'worse':
      return judgement;
    case 'equal':
      return count === 1 ? oneSeed : `equal on all ${count} seeds`;
    case 'undecided':
      return describeUndecided(comparison);
  }
}

/** `equivalent within 0.2 points`; an open one says what it is open beyond. */
export function describeStanding(
  verdict: AgainstBestVerdict,
  metric: string,
  atLeast: number | undefined,
): string {
  if (atLeast === undefined) return verdict;
  switch (verdict) {
    case 'equivalent':
      return `equivalent within ${formatMargin(metric, atLeast)}`;
    case 'open':
      return `open: neither told apart nor equivalent within ${formatMargin(metric, atLeast)}`;
    case 'worse':
    case 'not distinguishable':
      return verdict;
  }
}

/** What is said wherever there is but one seed to compare on. */
export const oneSeed = 'one seed tells nothing';

function describeUndecided({ difference, pairsNeeded, isEquivalent }: GroupComparison): string {
  const { count, interval } = difference;
  if (isEquivalent) return 'equivalent';
  if (count === 1) return oneSeed;
  if (count < fewestForInterval) return `${count} seeds cannot decide`;
  if (interval === undefined) return `the same difference on all ${count} seeds, too few to decide`;
  const outlook = pairsNeeded === undefined ? '' : `; ${describeOutlookOnSeeds(pairsNeeded)}`;
  return `not distinguishable with n = ${count}${outlook}`;
}

/** `about 8 to 60 seeds would tell` */
export function describeOutlookOnSeeds({ low, high }: Interval): string {
  return `about ${low === high ? low : `${low} to ${high}`} seeds would tell`;
}

/** How a ranked group stands to the best one, in words; empty where its own words say enough. */
export function describePlace(
  { rank, standing, toBest, estimate }: RankedGroup,
  goal: Goal,
): string {
  if (rank === undefined || standing === 'stopped') return '';
  if (rank === 1) {
    if (standing === 'failed') return '';
    return estimate?.count === 1 ? 'best, on one seed' : 'best';
  }
  if (toBest !== undefined) return describeVerdict(toBest, goal);
  return standing === 'ended' ? 'no seed in common' : '';
}
