import { max, mean, median, min, sampleStandardDeviation } from 'simple-statistics';
import { matchesCondition } from '../plan/match-condition';
import { scoreRun } from '../records/score-run';
import type { ClaimStatistic, ClaimTerm, StatisticTerm } from '../spec/claim';
import type { RecordedRun } from './read-results';

/** Whether a statistic is of a run. */
export function isMeant({ config }: RecordedRun, { conditions }: StatisticTerm): boolean {
  return conditions.every((condition) => matchesCondition(config, condition));
}

/** One side of a claim over some runs, which all have scores; NaN where they are too few. */
export function evaluateSum(terms: readonly ClaimTerm[], runs: readonly RecordedRun[]): number {
  return terms.reduce((sum, term) => sum + evaluateTerm(term, runs), 0);
}

function evaluateTerm(term: ClaimTerm, runs: readonly RecordedRun[]): number {
  if (term.kind === 'number') return term.value;
  const values = runs
    .filter((run) => isMeant(run, term))
    .flatMap((run) => {
      const score = scoreRun(run, term.metric);
      return score.basis === 'missing' ? [] : [score.value];
    });
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
