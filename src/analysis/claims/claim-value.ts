import { max, mean, median, min, sampleStandardDeviation } from 'simple-statistics';
import { matchesCondition } from '../../plan/trials/match-condition';
import { type RunScore, scoreRun } from '../../records/score-run';
import type { Claim, ClaimStatistic, ClaimTerm } from '../../spec/claims/claim';
import { groupBy } from '../../util/group-by';
import type { RecordedRun } from '../results/read-results';

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
}

/** Finds the runs that each statistic of a claim is of. */
export function valueClaim({ left, right }: Claim, runs: readonly RecordedRun[]): ValuedClaim {
  const value = (term: ClaimTerm): ValuedTerm => {
    if (term.kind === 'number') return term;
    const meant = runs.flatMap((run): MeantRun[] => {
      const isMeant = term.conditions.every((one) => matchesCondition(run.config, one));
      return isMeant ? [{ run, score: scoreRun(run, term.metric) }] : [];
    });
    const { sign, statistic } = term;
    return { kind: 'statistic', sign, statistic, meant, bySeed: listValues(meant) };
  };
  return { left: left.map(value), right: right.map(value) };
}

function listValues(meant: readonly MeantRun[]): Map<number, number[]> {
  const seeds = groupBy(meant, ({ run }) => run.config.seed);
  const valuesOf = ({ score }: MeantRun) => (score.basis === 'missing' ? [] : [score.value]);
  return new Map([...seeds].map(([seed, runs]) => [seed, runs.flatMap(valuesOf)]));
}

/** All runs that any statistic of a claim is of, once for each. */
export function listMeant({ left, right }: ValuedClaim): MeantRun[] {
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
