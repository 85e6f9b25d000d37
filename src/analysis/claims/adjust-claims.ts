import { confidence } from '../statistics/estimate-mean';
import { adjustHolm } from '../statistics/hypotheses/adjust-holm';
import type { ClaimResult } from './claim-result';
import { pOf } from './claim-test';

/**
 * Holds the error of claims together: each p counts as often as results were looked at, and is
 * adjusted for the number of claims (Holm). Claims that can't be tested yet count too, so that a
 * verdict does not change for the worse as they come. What falls short says so.
 */
export function adjustClaims(results: readonly ClaimResult[]): ClaimResult[] {
  const adjusted = adjustHolm(
    results.map(({ test, lookCount }) => Math.min(1, pOf(test) * lookCount)),
  );
  return results.map((result, index) => settle(result, adjusted[index] ?? 1, results.length));
}

function settle(result: ClaimResult, p: number, claimCount: number): ClaimResult {
  const about = claimCount > 1 ? { ...result, adjusted: { p, claimCount } } : result;
  if (result.verdict === 'inconclusive') return about;
  if (p <= 1 - confidence) return { ...about, outlook: undefined };
  const remark = `${result.verdict} by itself, not ${describeShare(result, claimCount)}`;
  const remarks = result.remark === undefined ? remark : `${result.remark}; ${remark}`;
  return { ...about, verdict: 'inconclusive', remark: remarks };
}

function describeShare({ lookCount }: ClaimResult, claimCount: number): string {
  const among = [
    ...(claimCount > 1 ? [`among ${claimCount} claims`] : []),
    ...(lookCount > 1 ? [`over ${lookCount} looks at the race`] : []),
  ];
  return among.join(', ');
}
