import { listStatistics } from '../../plan/checks/check-claims';
import { listQuantified } from '../../plan/checks/check-quantifier';
import type { RunScore } from '../../records/score-run';
import { type Claim, countingFailures } from '../../spec/claims/claim';
import { parseClaim } from '../../spec/claims/parse-claim';
import { countFailures, describeFailures } from '../comparison/describe-shortfall';
import { formatAxisValue } from '../comparison/format-axis-value';
import type { ExperimentResults, RecordedRun } from '../results/read-results';
import { listRaceLooks } from '../stages/list-race-looks';
import { adjustClaims } from './adjust-claims';
import type { ClaimForValue, ClaimResult, TunedBasis } from './claim-result';
import { evaluateSum, listMeant, type ValuedClaim, valueClaim } from './claim-value';
import { concludeClaim, leaveOpen } from './conclude-claim';
import { concludeValues } from './conclude-values';

type Results = Pick<ExperimentResults, 'plan' | 'runs'>;

/**
 * Evaluates every claim of an experiment on the results that are there, and holds the error of all of
 * them together to 5 %.
 */
export function evaluateClaims(results: Results): ClaimResult[] {
  const { claims } = results.plan;
  const alpha = 0.05 / Math.max(1, claims.length);
  return adjustClaims(
    claims.flatMap((text) => {
      const parsing = parseClaim(text);
      return parsing.ok ? [evaluateClaim(parsing.claim, results, alpha)] : [];
    }),
  );
}

/**
 * Evaluates a claim by itself. Both sides are computed over the same seeds, which makes their
 * difference a paired one. Runs that diverged or failed leave it inconclusive, unless it says that
 * they count.
 *
 * @param alpha the error of the test that more seeds are foreseen for.
 */
export function evaluateClaim(claim: Claim, results: Results, alpha = 0.05): ClaimResult {
  const { quantifier } = claim;
  if (quantifier === undefined) return evaluateWhole(claim, results, alpha);
  const runOf = new Map(results.runs.map((run) => [run.config, run]));
  const configs = results.runs.map(({ config }) => config);
  const values = listQuantified(quantifier, configs).map(({ value = null, members }) => {
    const runs = members.flatMap((config) => runOf.get(config) ?? []);
    return { value, ...evaluateWhole(claim, { plan: results.plan, runs }, alpha) };
  });
  const unique = <T>(of: (one: ClaimForValue) => readonly T[]): T[] => [
    ...new Set(values.flatMap(of)),
  ];
  return {
    text: claim.text,
    sides: undefined,
    seeds: unique(({ seeds }) => seeds),
    failed: unique(({ failed }) => failed),
    missing: unique(({ missing }) => missing),
    failures: undefined,
    lookCount: Math.max(1, ...values.map(({ lookCount }) => lookCount)),
    values,
    ...concludeValues(
      values.map((one) => ({ ...one, name: formatAxisValue(one.value) })),
      quantifier.atLeast,
    ),
  };
}

function evaluateWhole(claim: Claim, { plan, runs }: Results, alpha: number): ClaimResult {
  const valued = valueClaim(claim, { plan, runs });
  const meant = listMeant(valued);
  const having = (...bases: readonly RunScore['basis'][]): RecordedRun[] => {
    const found = meant.filter(({ score }) => bases.includes(score.basis));
    return [...new Set(found.map(({ run }) => run))];
  };
  const concerned = [...new Set(meant.map(({ run }) => run))];
  const failed = having('guessing');
  const pending = valued.tuned.flatMap((tuned) => tuned.pending);
  const unmeasured = having('missing', 'stopped');
  const missing = [...new Set([...unmeasured, ...pending])];
  const failures = describeLosses(claim, { runs: concerned, failed, missing: unmeasured });
  const seeds = findSharedSeeds(concerned, unmeasured);
  const basis = {
    text: claim.text,
    seeds,
    failed,
    missing,
    failures,
    sides: undefined,
    lookCount: valued.isFresh ? 1 : (listRaceLooks(plan)?.length ?? 1),
    ...(valued.tuned.length > 0 && { tuned: describeBasis(valued, plan) }),
  };
  if (pending.length > 0) {
    return {
      ...basis,
      ...leaveOpen('what is chosen may change with the runs that are yet to end'),
    };
  }
  if (failed.length > 0 && !claim.countsFailures) {
    const remark = `what is left proves nothing: end the claim with \`${countingFailures}\` to count them as guessing`;
    return { ...basis, ...leaveOpen(remark) };
  }
  const [left, right] = [evaluateSum(valued.left, seeds), evaluateSum(valued.right, seeds)];
  if (seeds.length === 0 || !Number.isFinite(left) || !Number.isFinite(right)) {
    return { ...basis, ...leaveOpen('no seed has all the results it needs') };
  }
  const conclusion = concludeClaim(claim, valued, seeds, alpha / basis.lookCount);
  return { ...basis, sides: { left, right }, ...conclusion };
}

function describeBasis({ tuned, isFresh }: ValuedClaim, plan: Results['plan']): TunedBasis {
  const choices = tuned.flatMap((one) =>
    one.choices.map(({ question, trial, trials }) => ({
      question,
      trial,
      trialCount: trials.length,
    })),
  );
  return { choices, isFresh, isToConfirm: plan.confirmSeeds.length > 0 };
}

/** Seeds that all trials ran with, without those that some run has no result for. */
function findSharedSeeds(runs: readonly RecordedRun[], missing: readonly RecordedRun[]): number[] {
  const lacking = new Set(missing.map(({ config }) => config.seed));
  const trialCount = new Set(runs.map(({ config }) => config.trial)).size;
  const trialsBySeed = new Map<number, Set<string>>();
  for (const { config } of runs) {
    const trials = trialsBySeed.get(config.seed) ?? new Set();
    trialsBySeed.set(config.seed, trials.add(config.trial));
  }
  return [...trialsBySeed].flatMap(([seed, trials]) =>
    trials.size === trialCount && !lacking.has(seed) ? [seed] : [],
  );
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
