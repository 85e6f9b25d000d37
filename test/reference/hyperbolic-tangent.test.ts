import fc from 'fast-check';
import { hyperbolicTangent } from '../../src/reference/hyperbolic-tangent';

/** The distance of neighbouring numbers, as a share of them. */
const unitInLastPlace = 2 ** -52;

test('agrees with Math.tanh within a few units of the last place, at any size', () => {
  const arguments_ = fc.oneof(
    fc.double({ noNaN: true }),
    fc.double({ min: -2, max: 2, noNaN: true }),
    fc.double({ min: -20, max: 20, noNaN: true }),
  );
  fc.assert(
    fc.property(arguments_, (z) => {
      const expected = Math.tanh(z);
      const error = Math.abs(hyperbolicTangent(z) - expected);
      expect(error).toBeLessThanOrEqual(4 * unitInLastPlace * Math.abs(expected));
    }),
    { numRuns: 5000, seed: 1 },
  );
});

test('is odd, keeps the sign of zero, ends at one, and passes NaN on', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (z) =>
      Object.is(hyperbolicTangent(-z), -hyperbolicTangent(z)),
    ),
    { seed: 1 },
  );
  expect(hyperbolicTangent(-0)).toBe(-0);
  expect(hyperbolicTangent(Number.POSITIVE_INFINITY)).toBe(1);
  expect(hyperbolicTangent(-400)).toBe(-1);
  expect(hyperbolicTangent(Number.NaN)).toBeNaN();
});
