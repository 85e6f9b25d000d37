import { listStatistics } from '../../plan/checks/check-claims';
import type { RunScore } from '../../records/score-run';
import { type Claim, countingFailures } from '../../spec/claims/claim';
import { parseClaim } from '../../spec/claims/parse-claim';
import { countFailures, describeFailures } from '../comparison/describe-shortfall';
import type { ExperimentResults, RecordedRun } from '../results/read-results';
import { evaluateSum, listMeant, valueClaim } from './claim-value';
import { type Conclusion, concludeClaim, leaveOpen } from './conclude-claim';

/** What became of a claim, with its evidence. */
export interface ClaimResult extends Conclusion {
  readonly text: string;
  /** Both sides over the seeds that count; absent where there is none. */
  readonly sides: { readonly left: number; readonly right: number } | undefined;
  /** Seeds that every run concerned has a result for. */
  readonly seeds: readonly number[];
  /** Runs concerned that diverged or failed. */
  readonly failed: readonly RecordedRun[];
  /** Runs concerned that have no result at the end, for instance because they wait. */
  readonly missing: readonly RecordedRun[];
  /** What there is to say of `failed`; absent where there is none. */
  readonly failures: string | undefined;
}

/** Evaluates every claim of an experiment on the results that are there. */
export function evaluateClaims({ plan, runs }: ExperimentResults): ClaimResult[] {
  return plan.claims.flatMap((text) => {
    const parsing = parseClaim(text);
    return parsing.ok ? [evaluateClaim(parsing.claim, runs)] : [];
  });
}

/**
 * Evaluates a claim. Both sides are computed over the same seeds, which makes their difference a
 * paired one. Runs that diverged or failed leave it inconclusive, unless it says that they count.
 */
export function evaluateClaim(claim: Claim, runs: readonly RecordedRun[]): ClaimResult {
  const valued = valueClaim(claim, runs);
  const meant = listMeant(valued);
  const having = (...bases: readonly RunScore['basis'][]): RecordedRun[] => {
    const found = meant.filter(({ score }) => bases.includes(score.basis));
    return [...new Set(found.map(({ run }) => run))];
  };
  const concerned = [...new Set(meant.map(({ run }) => run))];
  const failed = having('guessing');
  const missing = having('missing', 'stopped');
  const failures = describeLosses(claim, { runs: concerned, failed, missing });
  const lacking = new Set(missing.map(({ config }) => config.seed));
  const seeds = [...new Set(concerned.map(({ config }) => config.seed))].filter(
    (seed) => !lacking.has(seed),
  );
  const { text } = claim;
  const basis = { text, seeds, failed, missing, failures, sides: undefined };
  if (failed.length > 0 && !claim.countsFailures) {
    const remark = `what is left proves nothing: end the claim with \`${countingFailures}\` to count them as guessing`;
    return { ...basis, ...leaveOpen(remark) };
  }
  const [left, right] = [evaluateSum(valued.left, seeds), evaluateSum(valued.right, seeds)];
  if (seeds.length === 0 || !Number.isFinite(left) || !Number.isFinite(right)) {
    return { ...basis, ...leaveOpen('no seed has all the results it needs') };
  }
  return { ...basis, sides: { left, right }, ...concludeClaim(claim, valued, seeds) };
}

function describeLosses(
  claim: Claim,
  about: Parameters<typeof countFailures>[0],
): string | undefined {
  if (about.failed.length === 0) return undefined;
  if (!claim.countsFailures) return countFailures(about);
  const [metric, ...others] = new Set(listStatistics(claim).map((term) => term.metric));
  return describeFailures(about, others.length > 0 ? undefined : metric);
}
