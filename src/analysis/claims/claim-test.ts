import type { Claim } from '../../spec/claims/claim';
import { confidence, type Interval, type MeanEstimate } from '../statistics/estimate-mean';
import { testOneSidedT } from '../statistics/hypotheses/test-paired-t';
import { isFlat } from '../statistics/is-flat';
import { testTunedMean } from '../statistics/tuning/test-tuned-mean';

/** Verdict on a claim. */
export type Verdict = 'supported' | 'refuted' | 'inconclusive';

/** How likely results such as these are: small `ifFalse` speaks for a claim, small `ifTrue` against. */
export interface ClaimTest {
  /** One-sided p where the claim does not hold. */
  readonly ifFalse: number;
  /** One-sided p where it holds. */
  readonly ifTrue: number;
}

/** What can't be tested speaks neither for a claim nor against it. */
export const noTest: ClaimTest = { ifFalse: 1, ifTrue: 1 };

/** The two-sided p of a claim. */
export function pOf({ ifFalse, ifTrue }: ClaimTest): number {
  return Math.min(1, 2 * Math.min(ifFalse, ifTrue));
}

/** The verdict at 5 %: 2.5 % for each direction. */
export function judgeTest(test: ClaimTest): Verdict {
  if (pOf(test) > 1 - confidence) return 'inconclusive';
  return test.ifFalse <= test.ifTrue ? 'supported' : 'refuted';
}

type Question = Pick<Claim, 'comparator' | 'margin'>;

/** What the difference of both sides is to be beyond: the margin on the side that a claim names. */
export function boundOf({ comparator, margin }: Question): number {
  return claimsGreater({ comparator }) ? margin : -margin;
}

/** Whether a difference of both sides is as a claim says. */
export function isBeyond(claim: Question, difference: number): boolean {
  const bound = boundOf(claim);
  switch (claim.comparator) {
    case '>':
      return difference > bound;
    case '>=':
      return difference >= bound;
    case '<':
      return difference < bound;
    case '<=':
      return difference <= bound;
  }
}

/** The verdict by the interval of the difference of both sides. */
export function judgeInterval(claim: Question, { low, high }: Interval): Verdict {
  const met = [low, high].filter((end) => isBeyond(claim, end)).length;
  return met === 2 ? 'supported' : met === 1 ? 'inconclusive' : 'refuted';
}

/**
 * Tests a claim by the values of its difference, one per seed: Student's t, widened by the luck of
 * what was chosen. Values that are all the same count as so many signs.
 */
export function testValues(
  claim: Question,
  values: readonly number[],
  { estimate, luck }: { readonly estimate: MeanEstimate; readonly luck: number },
): ClaimTest {
  if (isFlat(values) && luck === 0) {
    const p = 2 ** -values.length;
    return direct(p, 1 - p, isBeyond(claim, estimate.mean));
  }
  const bound = boundOf(claim);
  const above = luck === 0 ? testOneSidedT(values, bound) : testTunedMean(estimate, luck, bound);
  return direct(above, 1 - above, claimsGreater(claim));
}

/** Tests a claim by ascending resamples of its difference; no p is below that of as many signs. */
export function testResamples(
  claim: Question,
  estimates: readonly number[],
  seedCount: number,
): ClaimTest {
  const met = estimates.filter((estimate) => isBeyond(claim, estimate)).length;
  const least = 2 ** -seedCount;
  const share = (count: number): number => Math.max(least, (1 + count) / (1 + estimates.length));
  return { ifFalse: share(estimates.length - met), ifTrue: share(met) };
}

function direct(p: number, other: number, isFor: boolean): ClaimTest {
  return isFor ? { ifFalse: p, ifTrue: other } : { ifFalse: other, ifTrue: p };
}

function claimsGreater({ comparator }: Pick<Claim, 'comparator'>): boolean {
  return comparator === '>' || comparator === '>=';
}
