import type { AgainstBestVerdict } from '../statistics/best/judge-against-best';
import { fewestForInterval, type Interval } from '../statistics/estimate-mean';
import type { GroupComparison, RankedGroup } from './compare-groups';
import { describeDoubt } from './describe-doubt';
import { formatMargin } from './format-metric';

/** How a group stands to the best one, in words. */
export function describeVerdict(comparison: GroupComparison, metric: string): string {
  const { count, interval, verdict, atLeast, isEqual, seedsNeeded, race } = comparison;
  if (race?.seedCount === 0) return 'the race is yet to be looked at';
  if (race?.isOut === true) {
    const than = race.worseThan === undefined ? '' : ` than ${race.worseThan}`;
    return `worse${than}, out after ${race.seedCount} seeds`;
  }
  if (count === 1) return oneSeed;
  if (isEqual) return `equal on all ${count} seeds`;
  if (verdict === 'worse' || verdict === 'equivalent') {
    return describeStanding(verdict, metric, atLeast);
  }
  if (count < fewestForInterval) return `${count} seeds cannot decide`;
  if (interval === undefined) return `the same difference on all ${count} seeds, too few to decide`;
  const outlook = seedsNeeded === undefined ? '' : `; ${describeOutlookOnSeeds(seedsNeeded)}`;
  return `${describeStanding(verdict, metric, atLeast)} with n = ${count}${outlook}`;
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
      return `open beyond ${formatMargin(metric, atLeast)}`;
    case 'worse':
    case 'not distinguishable':
      return verdict;
  }
}

/** What is said wherever there is but one seed to compare on. */
export const oneSeed = 'one seed tells nothing';

/** `about 8 to 60 seeds would tell` */
export function describeOutlookOnSeeds({ low, high }: Interval): string {
  return `about ${low === high ? low : `${low} to ${high}`} seeds would tell`;
}

/**
 * How a ranked group stands to the best one, in words, and what its mean hides; empty where its own
 * words say enough.
 */
export function describePlace(group: RankedGroup, metric: string): string {
  const isOver = group.rank !== undefined && group.standing === 'ended';
  return [describeRank(group, metric), isOver ? describeDoubt(group.estimate, metric) : '']
    .filter((part) => part !== '')
    .join('; ');
}

function describeRank({ rank, standing, toBest, estimate }: RankedGroup, metric: string): string {
  if (rank === undefined || standing === 'stopped') return '';
  if (rank === 1) {
    if (standing === 'failed') return '';
    return estimate?.count === 1 ? 'best, on one seed' : 'best';
  }
  if (toBest !== undefined) return describeVerdict(toBest, metric);
  return standing === 'ended' ? 'no seed in common' : '';
}
