import type { Goal } from '../../spec/metric-schema';

/** How a run stood at a rung. */
export interface RungResult {
  readonly trial: string;
  /** The metric at the rung; absent where it can't be told. */
  readonly value: number | undefined;
}

/**
 * Successive halving (Jamieson and Talwalkar, 2016): the best `1 / factor` of the trials go on, at
 * least one, by the mean of the metric over their seeds. A trial with a run of which the metric
 * can't be told does not go on. It looks at nothing but the results at the rung, and ties go to the trial
 * that stands first in the grid, so that the decision is the same in every order of execution.
 *
 * @returns the trials that go on.
 */
export function chooseSurvivors(
  results: readonly RungResult[],
  goal: Goal,
  factor: number,
): ReadonlySet<string> {
  const trials = [...new Set(results.map(({ trial }) => trial))];
  const sign = goal === 'maximize' ? -1 : 1;
  const scored = trials.flatMap((trial) => {
    const values = results.filter((result) => result.trial === trial).map(({ value }) => value);
    if (values.includes(undefined)) return [];
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
    return [{ trial, score: (sign * sum) / values.length }];
  });
  const best = scored.toSorted((a, b) => a.score - b.score);
  const count = Math.max(1, Math.ceil(trials.length / factor));
  return new Set(best.slice(0, count).map(({ trial }) => trial));
}
