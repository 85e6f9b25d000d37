import { listStatistics } from '../../plan/checks/check-claims';
import type { Claim, ClaimStatistic } from '../../spec/claims/claim';
import { describeOutlookOnSeeds, oneSeed } from '../comparison/describe-verdict';
import { percentileInterval, resample } from '../statistics/bootstrap';
import {
  confidence,
  estimateMean,
  fewestForInterval,
  type Interval,
  type MeanEstimate,
} from '../statistics/estimate-mean';
import { foreseePairsNeeded } from '../statistics/foresee-pairs';
import { jackknife } from '../statistics/jackknife';
import { fewestSigns, signTest } from '../statistics/sign-test';
import { widenByLuck } from '../statistics/tuning/test-tuned-mean';
import {
  boundOf,
  type ClaimTest,
  isBeyond,
  judgeInterval,
  judgeTest,
  noTest,
  testResamples,
  testValues,
  type Verdict,
} from './claim-test';
import { evaluateSum, type ValuedClaim } from './claim-value';

/** What follows from the runs of a claim. */
export interface Conclusion {
  readonly verdict: Verdict;
  /** What the verdict is by. */
  readonly test: ClaimTest;
  /** 95 % interval of left minus right; absent where there can be none. */
  readonly interval: Interval | undefined;
  /** Why nothing can be concluded, or how it was; absent where the interval says all. */
  readonly remark: string | undefined;
  /** What would decide it, were it open; absent where the remark says so or nothing is known. */
  readonly outlook?: string | undefined;
}

type Seeds = readonly number[];

/**
 * Concludes a claim from the runs of some seeds, at least one. Means and standard deviations get an
 * interval by the jackknife over seeds, which for means is the interval of the paired t test;
 * medians by the bootstrap. An extreme has none, so that the sign test over seeds decides. What was
 * chosen by tuning widens the interval by the luck of the choice.
 *
 * @param alpha the error of the test that is to tell; less than 0.05 where several claims share it.
 */
export function concludeClaim(
  claim: Claim,
  valued: ValuedClaim,
  seeds: Seeds,
  alpha = 0.05,
): Conclusion {
  const uses = (statistic: ClaimStatistic): boolean =>
    listStatistics(claim).some((term) => term.statistic === statistic);
  if (seeds.length === 1) return leaveOpen(oneSeed);
  if (uses('min') || uses('max')) return concludeExtreme(claim, valued, seeds);
  if (seeds.length < fewestForInterval) return leaveOpen(`${seeds.length} seeds cannot decide`);
  return uses('median')
    ? concludeMedian(claim, valued, seeds)
    : concludeMean(claim, valued, seeds, alpha);
}

function concludeMean(claim: Claim, valued: ValuedClaim, seeds: Seeds, alpha: number): Conclusion {
  const { luck } = valued;
  const values = jackknife(seeds, (chosen) => subtractSides(valued, chosen));
  if (!values.every(Number.isFinite)) return leaveOpen('that takes at least 3 seeds');
  const estimate = estimateMean(values);
  const interval =
    estimate.interval && luck > 0
      ? widenByLuck(estimate.interval, estimate.mean, luck, 1 - confidence)
      : estimate.interval;
  if (interval === undefined) {
    return leaveOpen(
      `the same on all ${seeds.length} seeds, which takes at least ${fewestSigns} to tell anything`,
    );
  }
  const test = testValues(claim, values, { estimate, luck });
  const verdict = judgeInterval(claim, interval);
  const outlook = foresee(claim, { estimate, luck, alpha });
  const isForeseen = verdict === 'inconclusive' && outlook.seeds !== undefined;
  return isForeseen
    ? { verdict, test, interval, remark: outlook.seeds }
    : { verdict, test, interval, remark: undefined, outlook: outlook.seeds ?? outlook.other };
}

/** What would decide a claim about means: a number of seeds, or something else. */
function foresee(
  claim: Claim,
  about: { readonly estimate: MeanEstimate; readonly luck: number; readonly alpha: number },
): { readonly seeds?: string; readonly other?: string } {
  const { estimate, luck, alpha } = about;
  if (luck > (estimate.stddev ?? 0) ** 2 / estimate.count) {
    return { other: 'more seeds to tune by would tell: the choice itself is uncertain' };
  }
  const needed = foreseePairsNeeded({ ...estimate, mean: estimate.mean - boundOf(claim) }, alpha);
  return needed === undefined
    ? { other: 'no number of seeds is in sight that would tell' }
    : { seeds: describeOutlookOnSeeds(needed) };
}

function concludeMedian(claim: Claim, valued: ValuedClaim, seeds: Seeds): Conclusion {
  if (seeds.length < fewestSigns) {
    return leaveOpen(`a median needs at least ${fewestSigns} seeds for an interval`);
  }
  const estimates = resample(seeds, (chosen) => subtractSides(valued, chosen));
  const interval = percentileInterval(estimates);
  const test = testResamples(claim, estimates, seeds.length);
  return { verdict: judgeInterval(claim, interval), test, interval, remark: undefined };
}

/**
 * An extreme of the runs at hand is theirs alone: of two equal trials one has the greater maximum.
 * A claim about extremes is supported where it holds for all runs together and, taken by the seed,
 * for so many seeds that a fair coin would hardly show as many heads; refuted likewise.
 */
function concludeExtreme(claim: Claim, valued: ValuedClaim, seeds: Seeds): Conclusion {
  const holdsFor = (chosen: Seeds): boolean => isBeyond(claim, subtractSides(valued, chosen));
  const holds = holdsFor(seeds);
  const count = seeds.filter((seed) => holdsFor([seed])).length;
  const remark = `it ${holds ? 'holds' : 'does not hold'} for the runs at hand, and for ${count} of ${seeds.length} seeds by themselves`;
  const p = signTest(holds ? count : seeds.length - count, seeds.length);
  const test = holds ? { ifFalse: p, ifTrue: 1 } : { ifFalse: 1, ifTrue: p };
  const verdict = judgeTest(test);
  const isTooFew = verdict === 'inconclusive' && seeds.length < fewestSigns;
  const need = `; an extreme needs at least ${fewestSigns} seeds to tell more`;
  return { verdict, test, interval: undefined, remark: isTooFew ? remark + need : remark };
}

/** A claim that nothing can be concluded of, and why. */
export function leaveOpen(remark: string): Conclusion {
  return { verdict: 'inconclusive', test: noTest, interval: undefined, remark };
}

function subtractSides({ left, right }: ValuedClaim, seeds: Seeds): number {
  return evaluateSum(left, seeds) - evaluateSum(right, seeds);
}
