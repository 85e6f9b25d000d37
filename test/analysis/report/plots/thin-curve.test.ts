import fc from 'fast-check';
import type { CurvePoint } from '../../../../src/analysis/report/gather-curves';
import { thinCurve } from '../../../../src/analysis/report/plots/thin-curve';

function curveOf(means: readonly number[], spread = 0): CurvePoint[] {
  return means.map((mean, index) => ({
    trial: 'a',
    step: 10 * (index + 1),
    mean,
    low: mean - spread,
    high: mean + spread,
  }));
}

test('a short curve stays as it is', () => {
  const curve = curveOf([3, 1, 2]);
  expect(thinCurve(curve, 10)).toEqual(curve);
  expect(thinCurve([], 10)).toEqual([]);
});

test('a single peak among a hundred thousand steps is kept', () => {
  const means = Array.from({ length: 100_000 }, (_, index) => (index === 54_321 ? 9 : 1));
  const thinned = thinCurve(curveOf(means), 340);
  expect(thinned.length).toBeLessThanOrEqual(2 * 340 + 2);
  expect(thinned).toContainEqual({ trial: 'a', step: 543_220, mean: 9, low: 1, high: 9 });
});

test('ends, extremes, range and order stay, and means are those of the curve', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 20 }), (means, count) => {
      const curve = curveOf(means, 0.5);
      const thinned = thinCurve(curve, count);
      expect(thinned.length).toBeLessThanOrEqual(2 * count + 2);
      expect(thinned[0]?.step).toBe(curve[0]?.step);
      expect(thinned.at(-1)?.step).toBe(curve.at(-1)?.step);
      const steps = thinned.map(({ step }) => step);
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
      for (const { step, mean } of thinned) expect(mean).toBe(means[step / 10 - 1]);
      expect(Math.max(...thinned.map(({ mean }) => mean))).toBe(Math.max(...means));
      expect(Math.min(...thinned.map(({ low }) => low))).toBe(Math.min(...means) - 0.5);
      expect(Math.max(...thinned.map(({ high }) => high))).toBe(Math.max(...means) + 0.5);
    }),
    { seed: 11 },
  );
});
