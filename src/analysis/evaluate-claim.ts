import { listStatistics } from '../plan/check-claims';
import { scoreRun } from '../records/score-run';
import { type Claim, countingFailures } from '../spec/claim';
import { parseClaim } from '../spec/parse-claim';
import { groupBy } from '../util/group-by';
import { evaluateSum, isMeant } from './claim-value';
import { type Conclusion, concludeClaim } from './conclude-claim';
import { countFailures, describeFailures } from './describe-shortfall';
import type { ExperimentResults, RecordedRun } from './read-results';

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
  const terms = listStatistics(claim);
  const concerned = runs.filter((run) => terms.some((term) => isMeant(run, term)));
  const having = (...bases: readonly Basis[]): RecordedRun[] =>
    concerned.filter((run) =>
      terms.some((term) => isMeant(run, term) && bases.includes(scoreRun(run, term.metric).basis)),
    );
  const failed = having('guessing');
  const missing = having('missing', 'stopped');
  const about = { runs: concerned, failed, missing };
  const basis = { text: claim.text, failed, missing, failures: describeLosses(claim, about) };
  const lacking = new Set(missing.map(({ config }) => config.seed));
  const bySeed = groupBy(concerned, ({ config }) => config.seed);
  const seeds = [...bySeed.keys()].filter((seed) => !lacking.has(seed));
  const open = { ...basis, seeds, sides: undefined, interval: undefined } as const;
  if (failed.length > 0 && !claim.countsFailures) {
    const remark = `what is left proves nothing: end the claim with \`${countingFailures}\` to count them as guessing`;
    return { ...open, verdict: 'inconclusive', remark };
  }
  const units = seeds.map((seed) => bySeed.get(seed) ?? []);
  const whole = units.flat();
  const [left, right] = [evaluateSum(claim.left, whole), evaluateSum(claim.right, whole)];
  if (seeds.length === 0 || !Number.isFinite(left) || !Number.isFinite(right)) {
    return { ...open, verdict: 'inconclusive', remark: 'no seed has all the results it needs' };
  }
  return { ...open, sides: { left, right }, ...concludeClaim(claim, units) };
}

type Basis = ReturnType<typeof scoreRun>['basis'];

function describeLosses(
  claim: Claim,
  about: Parameters<typeof countFailures>[0],
): string | undefined {
  if (about.failed.length === 0) return undefined;
  if (!claim.countsFailures) return countFailures(about);
  const [metric, ...others] = new Set(listStatistics(claim).map((term) => term.metric));
  return describeFailures(about, others.length > 0 ? undefined : metric);
}
