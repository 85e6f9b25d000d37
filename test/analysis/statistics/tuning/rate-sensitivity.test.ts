import { measureSensitivity } from '../../../../src/analysis/statistics/tuning/rate-sensitivity';
import { createRandom } from '../../../../src/util/random';
import { askPython, testAgainstPython } from '../../../ask-python';

test('sensitivity is the width of what is within the tolerance of the best', () => {
  const points = [
    { rate: 1e-4, score: 0.5 },
    { rate: 1e-3, score: 0.9 },
    { rate: 1e-2, score: 0.92 },
    { rate: 1e-1, score: 0.12 },
    { rate: 1e-1, score: 0.12 },
  ];
  const { decades, bestRate, isOpenBelow, isOpenAbove } = measureSensitivity(points, 0.04, true);
  // From 0.88, which the lines reach 0.05 decades below 1e-3 and above 1e-2.
  expect(decades).toBeCloseTo(1 + 0.05 + 0.05, 10);
  expect([bestRate, isOpenBelow, isOpenAbove]).toEqual([1e-2, false, false]);
  const losses = points.map(({ rate, score }) => ({ rate, score: 1 - score }));
  expect(measureSensitivity(losses, 0.04, false).decades).toBeCloseTo(1.1, 10);
});

test('what is good at the end of the range is open there', () => {
  const points = [
    { rate: 0.1, score: 1 },
    { rate: 1, score: 1 },
  ];
  expect(measureSensitivity(points, 0.1, true)).toMatchObject({
    decades: 1,
    isOpenBelow: true,
    isOpenAbove: true,
  });
  expect(measureSensitivity(points.slice(0, 1), 0.1, true).decades).toBe(0);
});

testAgainstPython('the width is that of the interpolation of NumPy', () => {
  const random = createRandom(3);
  const points = Array.from({ length: 12 }, () => ({
    rate: 10 ** (-4 * random.uniform()),
    score: random.uniform(),
  }));
  const program = `
import numpy as np
points = sorted((np.log10(p["rate"]), p["score"]) for p in data)
x, y = np.array(points).T
grid = np.linspace(x[0], x[-1], 2_000_001)
answer = float((np.interp(grid, x, y) >= y.max() - 0.3).mean() * (x[-1] - x[0]))`;
  const { decades } = measureSensitivity(points, 0.3, true);
  expect(decades).toBeCloseTo(askPython(program, points) as number, 4);
});
