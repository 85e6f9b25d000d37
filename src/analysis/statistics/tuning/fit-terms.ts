/** What a term of a linear model explains beyond those before it. */
export interface FittedTerm {
  readonly squares: number;
  readonly degreesOfFreedom: number;
}

/** A linear model of groups, fitted. */
export interface TermsFit {
  /** In the order given: each beyond those before it (sums of squares of type I). */
  readonly terms: readonly FittedTerm[];
  /** Sum of squares around the mean, and what is left of it. */
  readonly total: number;
  readonly residual: number;
}

/** A column that is so much shorter once those before are taken out of it is a sum of them. */
const dependent = 1e-8;

/**
 * Fits values by groups, one term after the other, by least squares: columns that say who is in a
 * group are made orthogonal to all before them (modified Gram and Schmidt; Bjorck, 1967).
 *
 * @param terms the group of each value, for each term.
 */
export function fitTerms(
  values: readonly number[],
  terms: readonly (readonly string[])[],
): TermsFit {
  const left = Float64Array.from(values);
  const basis: Float64Array[] = [];
  takeOut(left, normalize(new Float64Array(values.length).fill(1)), basis);
  const total = squaredLength(left);
  const fitted = terms.map((groups): FittedTerm => {
    const before = squaredLength(left);
    const rank = basis.length;
    for (const group of new Set(groups)) {
      const column = Float64Array.from(groups, (one) => (one === group ? 1 : 0));
      const length = Math.sqrt(squaredLength(column));
      // Twice, because once leaves rounding behind where columns are nearly dependent.
      for (const other of [...basis, ...basis]) subtract(column, other);
      if (Math.sqrt(squaredLength(column)) > dependent * length) {
        takeOut(left, normalize(column), basis);
      }
    }
    return { squares: before - squaredLength(left), degreesOfFreedom: basis.length - rank };
  });
  return { terms: fitted, total, residual: squaredLength(left) };
}

function takeOut(left: Float64Array, direction: Float64Array, basis: Float64Array[]): void {
  subtract(left, direction);
  basis.push(direction);
}

/** Takes the part along a direction of length 1 out of a vector. */
function subtract(vector: Float64Array, direction: Float64Array): void {
  let product = 0;
  for (let index = 0; index < vector.length; index += 1) {
    product += (vector[index] as number) * (direction[index] as number);
  }
  for (let index = 0; index < vector.length; index += 1) {
    vector[index] = (vector[index] as number) - product * (direction[index] as number);
  }
}

function normalize(vector: Float64Array): Float64Array {
  const length = Math.sqrt(squaredLength(vector));
  return vector.map((value) => value / length);
}

function squaredLength(vector: Float64Array): number {
  return vector.reduce((sum, value) => sum + value * value, 0);
}
