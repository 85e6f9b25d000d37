import { listStatistics } from '../../plan/checks/check-claims';
import type { Claim, ClaimStatistic, Comparator } from '../../spec/claims/claim';
import { describeOutlookOnSeeds, oneSeed } from '../comparison/describe-verdict';
import { bootstrapInterval } from '../statistics/bootstrap';
import {
  confidence,
  estimateMean,
  fewestForInterval,
  type Interval,
} from '../statistics/estimate-mean';
import { foreseePairsNeeded } from '../statistics/foresee-pairs';
import { jackknife } from '../statistics/jackknife';
import { fewestSigns, signTest } from '../statistics/sign-test';
import { evaluateSum, type ValuedClaim } from './claim-value';

/** What follows from the runs of a claim. */
export interface Conclusion {
  readonly verdict: 'supported' | 'refuted' | 'inconclusive';
  /** 95 % interval of left minus right; absent where there can be none. */
  readonly interval: Interval | undefined;
  /** Why nothing can be concluded, or how it was; absent where the interval says all. */
  readonly remark: string | undefined;
}

type Seeds = readonly number[];

/**
 * Concludes a claim from the runs of some seeds, at least one. Means and standard deviations get an
 * interval by the jackknife over seeds, which for means is the interval of the paired t test;
 * medians by the bootstrap. An extreme has none, so that the sign test over seeds decides.
 */
export function concludeClaim(claim: Claim, valued: ValuedClaim, seeds: Seeds): Conclusion {
  const uses = (statistic: ClaimStatistic): boolean =>
    listStatistics(claim).some((term) => term.statistic === statistic);
  if (seeds.length === 1) return leaveOpen(oneSeed);
  if (uses('min') || uses('max')) return concludeExtreme(claim, valued, seeds);
  if (seeds.length < fewestForInterval) return leaveOpen(`${seeds.length} seeds cannot decide`);
  const theta = (chosen: Seeds): number => subtractSides(valued, chosen);
  if (uses('median')) {
    if (seeds.length < fewestSigns) {
      return leaveOpen(`a median needs at least ${fewestSigns} seeds for an interval`);
    }
    return judge(claim.comparator, bootstrapInterval(seeds, theta));
  }
  const values = jackknife(seeds, theta);
  if (!values.every(Number.isFinite)) return leaveOpen('that takes at least 3 seeds');
  const estimate = estimateMean(values);
  if (estimate.interval === undefined) {
    return leaveOpen(
      `the same on all ${seeds.length} seeds, which takes at least ${fewestSigns} to tell anything`,
    );
  }
  const conclusion = judge(claim.comparator, estimate.interval);
  const needed = conclusion.verdict === 'inconclusive' ? foreseePairsNeeded(estimate) : undefined;
  return needed === undefined
    ? conclusion
    : { ...conclusion, remark: describeOutlookOnSeeds(needed) };
}

/**
 * An extreme of the runs at hand is theirs alone: of two equal trials one has the greater maximum.
 * A claim about extremes is supported where it holds for all runs together and, taken by the seed,
 * for so many seeds that a fair coin would hardly show as many heads; refuted likewise.
 */
function concludeExtreme(claim: Claim, valued: ValuedClaim, seeds: Seeds): Conclusion {
  const holdsFor = (chosen: Seeds): boolean =>
    isBeyond(claim.comparator, subtractSides(valued, chosen));
  const holds = holdsFor(seeds);
  const count = seeds.filter((seed) => holdsFor([seed])).length;
  const remark = `it ${holds ? 'holds' : 'does not hold'} for the runs at hand, and for ${count} of ${seeds.length} seeds by themselves`;
  const agreeing = holds ? count : seeds.length - count;
  const isTold = signTest(agreeing, seeds.length) <= (1 - confidence) / 2;
  if (isTold) return { verdict: holds ? 'supported' : 'refuted', interval: undefined, remark };
  return leaveOpen(
    seeds.length < fewestSigns
      ? `${remark}; an extreme needs at least ${fewestSigns} seeds to tell more`
      : remark,
  );
}

/** A claim that nothing can be concluded of, and why. */
export function leaveOpen(remark: string): Conclusion {
  return { verdict: 'inconclusive', interval: undefined, remark };
}

function subtractSides({ left, right }: ValuedClaim, seeds: Seeds): number {
  return evaluateSum(left, seeds) - evaluateSum(right, seeds);
}

function judge(comparator: Comparator, interval: Interval): Conclusion {
  const { low, high } = interval;
  const ends = [low, high];
  const verdict = ends.every((end) => isBeyond(comparator, end))
    ? 'supported'
    : ends.some((end) => isBeyond(comparator, end))
      ? 'inconclusive'
      : 'refuted';
  return { verdict, interval, remark: undefined };
}

function isBeyond(comparator: Comparator, difference: number): boolean {
  switch (comparator) {
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
  }
}
