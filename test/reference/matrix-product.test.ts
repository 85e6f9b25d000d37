import fc from 'fast-check';
import {
  multiply,
  multiplyTransposedLeft,
  multiplyTransposedRight,
} from '../../src/reference/matrix-product';
import { createRandom } from '../../src/util/random';

type Rows = number[][];

/** Shapes on both sides of the tile's edges. */
const shapes = fc.tuple(
  fc.integer({ min: 1, max: 13 }),
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 1, max: 7 }),
  fc.integer({ min: 1, max: 1000 }),
);

/** Small integers, so that sums are exact in any order. */
function drawRows(rows: number, columns: number, seed: number): Rows {
  const random = createRandom(seed);
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => random.integer(19) - 9),
  );
}

const flatten = (rows: Rows) => Float64Array.from(rows.flat());
const transpose = (rows: Rows): Rows =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? Number.NaN));
const textbookProduct = (a: Rows, b: Rows): Rows =>
  a.map((row) =>
    transpose(b).map((column) =>
      row.reduce((sum, value, l) => sum + value * (column[l] ?? Number.NaN), 0),
    ),
  );

test('all three products are the textbook product', () => {
  fc.assert(
    fc.property(shapes, ([m, k, n, seed]) => {
      const a = drawRows(m, k, seed);
      const b = drawRows(k, n, seed + 1);
      const expected = flatten(textbookProduct(a, b));
      const c = new Float64Array(m * n).fill(Number.NaN);
      multiply(flatten(a), flatten(b), c, m, k, n);
      expect(c).toEqual(expected);
      c.fill(Number.NaN);
      multiplyTransposedLeft(flatten(transpose(a)), flatten(b), c, m, k, n);
      expect(c).toEqual(expected);
      c.fill(Number.NaN);
      multiplyTransposedRight(flatten(a), flatten(transpose(b)), c, m, k, n);
      expect(c).toEqual(expected);
    }),
  );
});

test('a product writes nothing behind its rows', () => {
  const c = new Float64Array(12).fill(7);
  multiply(Float64Array.of(1, 2, 3, 4, 5), Float64Array.of(1, 1), c, 5, 1, 2);
  expect([...c]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 7, 7]);
});
