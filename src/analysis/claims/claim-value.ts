import { max, mean, median, min, sampleStandardDeviation } from 'simple-statistics';
import { listStatistics } from '../../plan/checks/check-claims';
import { matchesAll } from '../../plan/trials/match-condition';
import { type RunScore, scoreRun } from '../../records/score-run';
import type { Claim, ClaimStatistic, ClaimTerm, StatisticTerm } from '../../spec/claims/claim';
import { groupBy } from '../../util/group-by';
import type { ExperimentResults, RecordedRun } from '../results/read-results';
import { findTunedRuns, type TunedRuns } from './tuned-runs';

/** A run that a statistic is of, with what it counts as there. */
export interface MeantRun {
  readonly run: RecordedRun;
  readonly score: RunScore;
}

/** A part of a sum: a number, or a statistic with the runs that it is of. */
export type ValuedTerm =
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'statistic';
      readonly sign: 1 | -1;
      readonly statistic: ClaimStatistic;
      readonly meant: readonly MeantRun[];
      /** Their values by seed. */
      readonly bySeed: ReadonlyMap<number, readonly number[]>;
    };

/** Both sides of a claim, with the runs that it is about. */
export interface ValuedClaim {
  readonly left: readonly ValuedTerm[];
  readonly right: readonly ValuedTerm[];
  /** What tuning chose for each `tuned` of the claim, in the order of the text. */
  readonly tuned: readonly TunedRuns[];
  /** Variance of the difference, were all choices made again. */
  readonly luck: number;
  /** Whether it is measured on seeds that nothing was chosen by. */
  readonly isFresh: boolean;
}

/**
 * Finds the runs that each statistic of a claim is of. What was chosen by tuning is measured on the
 * seeds that are kept to confirm by, where all that the claim is about ran with them; everything else
 * on the seeds of the grid, because only what was chosen has others.
 */
export function valueClaim(
  claim: Claim,
  { plan, runs }: Pick<ExperimentResults, 'plan' | 'runs'>,
): ValuedClaim {
  const tuned: TunedRuns[] = [];
  const isConfirming = ({ config }: RecordedRun): boolean =>
    plan.confirmSeeds.includes(config.seed);
  const find = (term: StatisticTerm): readonly RecordedRun[] => {
    const met = runs.filter(({ config }) => matchesAll(config, term));
    if (term.statistic !== 'tuned') return met;
    const found = findTunedRuns(plan, met, term.metric);
    tuned.push(found);
    return found.chosen;
  };
  const found = new Map(listStatistics(claim).map((term) => [term, find(term)]));
  const isConfirmed = (own: readonly RecordedRun[]): boolean =>
    [...groupBy(own, ({ config }) => config.trial).values()].every((trial) =>
      trial.some(isConfirming),
    );
  const isFresh = tuned.length > 0 && [...found.values()].every(isConfirmed);
  const value = (term: ClaimTerm): ValuedTerm => {
    if (term.kind === 'number') return term;
    const own = (found.get(term) ?? []).filter((run) => isConfirming(run) === isFresh);
    const meant = own.map((run) => ({ run, score: scoreRun(run, term.metric) }));
    const { sign, statistic } = term;
    return { kind: 'statistic', sign, statistic, meant, bySeed: listValues(meant) };
  };
  return {
    left: claim.left.map(value),
    right: claim.right.map(value),
    tuned,
    luck: tuned.reduce((sum, { luck }) => sum + luck, 0),
    isFresh,
  };
}

function listValues(meant: readonly MeantRun[]): Map<number, number[]> {
  const seeds = groupBy(meant, ({ run }) => run.config.seed);
  const valuesOf = ({ score }: MeantRun) => (score.basis === 'missing' ? [] : [score.value]);
  return new Map([...seeds].map(([seed, runs]) => [seed, runs.flatMap(valuesOf)]));
}

/** All runs that any statistic of a claim is of, once for each. */
export function listMeant({ left, right }: Pick<ValuedClaim, 'left' | 'right'>): MeantRun[] {
  return [...left, ...right].flatMap((term) => (term.kind === 'number' ? [] : term.meant));
}

/**
 * One side of a claim over the runs of some seeds, a seed as often as it is named; NaN where there
 * are too few.
 */
export function evaluateSum(terms: readonly ValuedTerm[], seeds: readonly number[]): number {
  return terms.reduce((sum, term) => sum + evaluateTerm(term, seeds), 0);
}

function evaluateTerm(term: ValuedTerm, seeds: readonly number[]): number {
  if (term.kind === 'number') return term.value;
  const values = seeds.flatMap((seed) => term.bySeed.get(seed) ?? []);
  const least = term.statistic === 'sd' ? 2 : 1;
  return values.length < least ? Number.NaN : term.sign * compute(term.statistic, values);
}

function compute(statistic: ClaimStatistic, values: number[]): number {
  switch (statistic) {
    case 'mean':
    case 'tuned':
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
