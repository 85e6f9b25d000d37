import fc from 'fast-check';
import { centralDifference, relativeError } from '../../src/reference/check-gradients';
import { softmax } from '../../src/reference/softmax';
import { createRandom } from '../../src/util/random';
import { reluJvp, softmaxJacobian, softmaxJvp } from './jacobian-products';

const row = fc
  .array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 8 })
  .map((values) => Float64Array.from(values));

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

function drawNormals(length: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, () => random.normal());
}

test('softmax gives probabilities', () => {
  fc.assert(
    fc.property(row, (z) => {
      const y = softmax(z, z.length);
      expect(sum(y)).toBeCloseTo(1, 12);
      expect(y.every((probability) => probability >= 0)).toBe(true);
    }),
  );
});

test('a number added to all logits changes nothing', () => {
  fc.assert(
    fc.property(row, fc.integer({ min: -1000, max: 1000 }), (z, shift) => {
      const y = softmax(z, z.length);
      const shifted = softmax(
        z.map((value) => value + shift),
        z.length,
      );
      for (const [j, probability] of y.entries()) expect(shifted[j]).toBeCloseTo(probability, 10);
    }),
  );
});

test('softmax follows its logits when they change places, and keeps their order', () => {
  fc.assert(
    fc.property(row, (z) => {
      const y = softmax(z, z.length);
      const reversed = softmax(z.slice().reverse(), z.length).reverse();
      for (const [j, probability] of y.entries()) expect(reversed[j]).toBeCloseTo(probability, 14);
      for (const [i, zi] of z.entries()) {
        for (const [j, zj] of z.entries()) {
          if (zi <= zj) expect(y[i] ?? 0).toBeLessThanOrEqual(y[j] ?? 0);
        }
      }
    }),
  );
});

test('logits that overflow the exponential do not overflow softmax', () => {
  expect([...softmax(Float64Array.of(1000, 0, -1000, 710, 710, 0), 3)]).toEqual([
    1,
    0,
    0,
    0.5,
    0.5,
    expect.closeTo(0, 10),
  ]);
  expect([...softmax(Float64Array.of(1, Number.NaN), 2)]).toEqual([Number.NaN, Number.NaN]);
});

test('the Jacobian-vector product of softmax is its directional derivative', () => {
  const z = drawNormals(40, 1);
  const e = drawNormals(40, 2);
  const delta = softmaxJvp(softmax(z, 10), e, 10);
  for (const [p, analytic] of delta.entries()) {
    const numeric = centralDifference(
      (offset) =>
        softmax(
          z.map((value, q) => value + offset * (e[q] ?? 0)),
          10,
        )[p],
      1e-3,
    );
    expect(relativeError(analytic, numeric ?? Number.NaN)).toBeLessThan(1e-7);
  }
});

test('the Jacobian-vector product of ReLU is its directional derivative', () => {
  const z = drawNormals(40, 3);
  const e = drawNormals(40, 4);
  for (const [p, analytic] of reluJvp(z, e).entries()) {
    const numeric = centralDifference(
      (offset) => Math.max(0, (z[p] ?? 0) + offset * (e[p] ?? 0)),
      1e-4,
    );
    expect(relativeError(analytic, numeric ?? Number.NaN)).toBeLessThan(1e-7);
  }
});

test('the Jacobian of softmax is symmetric, and its product with a vector is softmaxJvp', () => {
  fc.assert(
    fc.property(row, fc.integer({ min: 1, max: 1000 }), (z, seed) => {
      const n = z.length;
      const y = softmax(z, n);
      const jacobian = softmaxJacobian(y);
      const e = drawNormals(n, seed);
      const product = softmaxJvp(y, e, n);
      for (let i = 0; i < n; i += 1) {
        let inner = 0;
        for (let j = 0; j < n; j += 1) {
          expect(jacobian[i * n + j]).toBe(jacobian[j * n + i]);
          inner += (jacobian[i * n + j] ?? 0) * (e[j] ?? 0);
        }
        expect(inner).toBeCloseTo(product[i] ?? Number.NaN, 12);
      }
    }),
  );
});
