import { max, mean, median, min, sampleStandardDeviation } from 'simple-statistics';
import { listStatistics } from '../plan/check-claims';
import { matchesCondition } from '../plan/match-condition';
import type { Claim, ClaimStatistic, ClaimTerm, Comparator, StatisticTerm } from '../spec/claim';
import { parseClaim } from '../spec/parse-claim';
import { groupBy } from '../util/group-by';
import type { ExperimentResults, RecordedRun } from './read-results';
import { bootstrapInterval, fewestBootstrapUnits } from './statistics/bootstrap';
import { countPairsNeeded } from './statistics/compare-pairs';
import { estimateMean, type Interval } from './statistics/estimate-mean';
import { jackknife } from './statistics/jackknife';

/** What became of a claim, with its evidence. */
export interface ClaimResult {
  readonly text: string;
  readonly verdict: 'supported' | 'refuted' | 'inconclusive';
  /** Both sides over the seeds that count; absent where there is none. */
  readonly sides: { readonly left: number; readonly right: number } | undefined;
  /** 95 % interval of left minus right; absent where there can be none. */
  readonly interval: Interval | undefined;
  /** Seeds that every run concerned has a result for. */
  readonly seeds: readonly number[];
  /** Runs concerned that have no result. */
  readonly missing: readonly RecordedRun[];
  /** Why nothing can be concluded, or how it was; absent where the interval says all. */
  readonly remark: string | undefined;
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
 * paired one. Means and standard deviations get an interval by the jackknife over seeds, which for
 * means is the interval of the paired t test; medians by the bootstrap. Extremes speak of the runs
 * at hand, so they hold or don't.
 */
export function evaluateClaim(claim: Claim, runs: readonly RecordedRun[]): ClaimResult {
  const terms = listStatistics(claim);
  const concerned = runs.filter((run) => terms.some((term) => isMeant(run, term)));
  const missing = concerned.filter((run) =>
    terms.some((term) => isMeant(run, term) && run.metrics?.[term.metric] === undefined),
  );
  const lacking = new Set(missing.map(({ config }) => config.seed));
  const bySeed = groupBy(concerned, ({ config }) => config.seed);
  const seeds = [...bySeed.keys()].filter((seed) => !lacking.has(seed));
  const units = seeds.map((seed) => bySeed.get(seed) ?? []);
  const whole = units.flat();
  const left = evaluateSum(claim.left, whole);
  const right = evaluateSum(claim.right, whole);
  const isKnown = seeds.length > 0 && Number.isFinite(left) && Number.isFinite(right);
  const conclusion: Conclusion = isKnown
    ? conclude(claim, units)
    : { verdict: 'inconclusive', remark: 'no seed has all the results it needs' };
  return {
    text: claim.text,
    sides: isKnown ? { left, right } : undefined,
    interval: undefined,
    remark: undefined,
    seeds,
    missing,
    ...conclusion,
  };
}

type Conclusion = Pick<ClaimResult, 'verdict'> & Partial<Pick<ClaimResult, 'interval' | 'remark'>>;

function conclude(claim: Claim, units: readonly (readonly RecordedRun[])[]): Conclusion {
  const uses = (statistic: ClaimStatistic): boolean =>
    listStatistics(claim).some((term) => term.statistic === statistic);
  const theta = (chosen: readonly (readonly RecordedRun[])[]): number =>
    evaluateSum(claim.left, chosen.flat()) - evaluateSum(claim.right, chosen.flat());
  if (uses('min') || uses('max')) {
    const holds = isBeyond(claim.comparator, theta(units));
    return {
      verdict: holds ? 'supported' : 'refuted',
      remark: 'of the runs at hand: an extreme has no interval',
    };
  }
  if (uses('median')) {
    if (units.length < fewestBootstrapUnits) {
      const remark = `a median needs at least ${fewestBootstrapUnits} seeds for an interval`;
      return { verdict: 'inconclusive', remark };
    }
    return judge(claim.comparator, bootstrapInterval(units, theta));
  }
  const values = units.length < 2 ? [] : jackknife(units, theta);
  if (values.length === 0 || !values.every(Number.isFinite)) {
    const remark = uses('sd') ? 'that takes at least 3 seeds' : 'one seed gives no interval';
    return { verdict: 'inconclusive', remark };
  }
  const { interval, mean: center, stddev = 0 } = estimateMean(values);
  const conclusion = judge(claim.comparator, interval ?? { low: center, high: center });
  const needed =
    conclusion.verdict === 'inconclusive' ? countPairsNeeded(center, stddev) : undefined;
  return needed === undefined
    ? conclusion
    : { ...conclusion, remark: `about ${needed} seeds would tell` };
}

function judge(comparator: Comparator, interval: Interval): Conclusion {
  const { low, high } = interval;
  const ends = [low, high];
  const verdict = ends.every((end) => isBeyond(comparator, end))
    ? 'supported'
    : ends.some((end) => isBeyond(comparator, end))
      ? 'inconclusive'
      : 'refuted';
  return { verdict, interval };
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

function isMeant({ config }: RecordedRun, { conditions }: StatisticTerm): boolean {
  return conditions.every((condition) => matchesCondition(config, condition));
}

function evaluateSum(terms: readonly ClaimTerm[], runs: readonly RecordedRun[]): number {
  return terms.reduce((sum, term) => sum + evaluateTerm(term, runs), 0);
}

/** NaN where there are too few values. */
function evaluateTerm(term: ClaimTerm, runs: readonly RecordedRun[]): number {
  if (term.kind === 'number') return term.value;
  const values = runs
    .filter((run) => isMeant(run, term))
    .flatMap(({ metrics }) => metrics?.[term.metric] ?? []);
  const least = term.statistic === 'sd' ? 2 : 1;
  return values.length < least ? Number.NaN : term.sign * compute(term.statistic, values);
}

function compute(statistic: ClaimStatistic, values: number[]): number {
  switch (statistic) {
    case 'mean':
      return mean(values);
    case 'median':
      return median(values);
    case 'min':
      return min(values);
    case 'max':
      return max(values);
    case 'sd':
      return sampleStandardDeviation(values);
  }
}
