import { listStatistics } from '../plan/check-claims';
import type { Claim, ClaimStatistic, Comparator } from '../spec/claim';
import { evaluateSum } from './claim-value';
import { describeOutlookOnSeeds, oneSeed } from './describe-verdict';
import type { RecordedRun } from './read-results';
import { bootstrapInterval } from './statistics/bootstrap';
import { foreseePairsNeeded } from './statistics/compare-pairs';
import {
  confidence,
  estimateMean,
  fewestForInterval,
  type Interval,
} from './statistics/estimate-mean';
import { jackknife } from './statistics/jackknife';
import { fewestSigns, signTest } from './statistics/sign-test';

/** What follows from the runs of a claim. */
export interface Conclusion {
  readonly verdict: 'supported' | 'refuted' | 'inconclusive';
  /** 95 % interval of left minus right; absent where there can be none. */
  readonly interval: Interval | undefined;
  /** Why nothing can be concluded, or how it was; absent where the interval says all. */
  readonly remark: string | undefined;
}

/** The runs of each seed. */
type Units = readonly (readonly RecordedRun[])[];

/**
 * Concludes a claim from the runs of at least one seed. Means and standard deviations get an
 * interval by the jackknife over seeds, which for means is the interval of the paired t test;
 * medians by the bootstrap. An extreme has none, so that the sign test over seeds decides.
 */
export function concludeClaim(claim: Claim, units: Units): Conclusion {
  const uses = (statistic: ClaimStatistic): boolean =>
    listStatistics(claim).some((term) => term.statistic === statistic);
  if (units.length === 1) return leaveOpen(oneSeed);
  if (uses('min') || uses('max')) return concludeExtreme(claim, units);
  if (units.length < fewestForInterval) return leaveOpen(`${units.length} seeds cannot decide`);
  const theta = (chosen: Units): number => subtractSides(claim, chosen);
  if (uses('median')) {
    if (units.length < fewestSigns) {
      return leaveOpen(`a median needs at least ${fewestSigns} seeds for an interval`);
    }
    return judge(claim.comparator, bootstrapInterval(units, theta));
  }
  const values = jackknife(units, theta);
  if (!values.every(Number.isFinite)) return leaveOpen('that takes at least 3 seeds');
  const estimate = estimateMean(values);
  if (estimate.interval === undefined) {
    return leaveOpen(
      `the same on all ${units.length} seeds, which takes at least ${fewestSigns} to tell anything`,
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
function concludeExtreme(claim: Claim, units: Units): Conclusion {
  const holdsFor = (chosen: Units): boolean =>
    isBeyond(claim.comparator, subtractSides(claim, chosen));
  const holds = holdsFor(units);
  const count = units.filter((unit) => holdsFor([unit])).length;
  const remark = `it ${holds ? 'holds' : 'does not hold'} for the runs at hand, and for ${count} of ${units.length} seeds by themselves`;
  const agreeing = holds ? count : units.length - count;
  const isTold = signTest(agreeing, units.length) <= (1 - confidence) / 2;
  if (isTold) return { verdict: holds ? 'supported' : 'refuted', interval: undefined, remark };
  return leaveOpen(
    units.length < fewestSigns
      ? `${remark}; an extreme needs at least ${fewestSigns} seeds to tell more`
      : remark,
  );
}

function leaveOpen(remark: string): Conclusion {
  return { verdict: 'inconclusive', interval: undefined, remark };
}

function subtractSides(claim: Claim, units: Units): number {
  const runs = units.flat();
  return evaluateSum(claim.left, runs) - evaluateSum(claim.right, runs);
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
