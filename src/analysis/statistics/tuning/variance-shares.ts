import { fitTerms } from './fit-terms';

/** A run, as the analysis of variance sees it. */
export interface ScoredCell {
  /** The level of each axis, by its name; values that are all different have to be cut into bins. */
  readonly levels: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly value: number;
}

/** What share of all variance goes with an axis, two axes together, or the seed. */
export interface VarianceShare {
  /** The axes; none for the seed. */
  readonly axes: readonly string[];
  readonly degreesOfFreedom: number;
  /** Eta squared: its sum of squares over the total. */
  readonly share: number;
}

/** The analysis of variance of an experiment. */
export interface VarianceShares {
  readonly terms: readonly VarianceShare[];
  /** What no term explains: more than two axes together, and chance. */
  readonly residual: number;
  /** Whether every combination has as many runs, with every seed: then the shares add up to 1. */
  readonly isBalanced: boolean;
}

/**
 * Shares of the variance by axis, by two axes together, and by seed, as eta squared (Fisher's
 * analysis of variance, https://www.itl.nist.gov/div898/handbook/prc/section4/prc437.htm). Where
 * runs are missing the terms overlap: each then counts what it explains beyond all others that do not
 * hold it (sums of squares of type II), the shares need not add up to 1, and `isBalanced` says so.
 * Levels are averages over the settings that were listed, so that a wide axis has a great share.
 *
 * @param axes with at least two levels each.
 */
export function shareVariance(
  observations: readonly ScoredCell[],
  axes: readonly string[],
): VarianceShares {
  const pairs = axes.flatMap((axis, index) => axes.slice(index + 1).map((other) => [axis, other]));
  const factors = [[], ...axes.map((axis) => [axis]), ...pairs];
  const columns = factors.map((term) =>
    observations.map(({ levels, seed }) =>
      term.length === 0 ? String(seed) : JSON.stringify(term.map((axis) => levels[axis])),
    ),
  );
  const values = observations.map(({ value }) => value);
  const whole = fitTerms(values, columns);
  const isBalanced = isCrossed(observations, axes);
  const terms = factors.map((term, index): VarianceShare => {
    const own = isBalanced ? whole.terms[index] : fitLast(values, factors, columns, index);
    const { squares, degreesOfFreedom } = own ?? { squares: 0, degreesOfFreedom: 0 };
    return { axes: term, degreesOfFreedom, share: squares / whole.total };
  });
  return { terms, residual: whole.residual / whole.total, isBalanced };
}

/** A term behind all those that do not hold it. */
function fitLast(
  values: readonly number[],
  factors: readonly (readonly string[])[],
  columns: readonly (readonly string[])[],
  index: number,
) {
  const term = factors[index] ?? [];
  const isHolding = (other: readonly string[]): boolean =>
    term.length > 0 && term.every((axis) => other.includes(axis));
  const others = columns.filter((_, place) => place !== index && !isHolding(factors[place] ?? []));
  return fitTerms(values, [...others, columns[index] ?? []]).terms.at(-1);
}

/** Whether every combination of levels and seeds has the same number of runs. */
function isCrossed(observations: readonly ScoredCell[], axes: readonly string[]): boolean {
  const countLevels = (of: (one: ScoredCell) => unknown): number =>
    new Set(observations.map(of)).size;
  const cells = new Map<string, number>();
  for (const { levels, seed } of observations) {
    const cell = JSON.stringify([seed, ...axes.map((axis) => levels[axis])]);
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  const possible = axes.reduce(
    (product, axis) => product * countLevels(({ levels }) => levels[axis]),
    countLevels(({ seed }) => seed),
  );
  return cells.size === possible && new Set(cells.values()).size === 1;
}
