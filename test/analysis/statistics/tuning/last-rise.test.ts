import { mean } from 'simple-statistics';
import { measureLastRise } from '../../../../src/analysis/statistics/tuning/last-rise';
import { createRandom } from '../../../../src/util/random';

const random = createRandom(17);
const drawMany = (count: number, draw: () => number): number[] =>
  Array.from({ length: count }, draw);

test('it is what the last quarter brings, on average over all orders', () => {
  // Of four scores the last one is the best in a quarter of all orders, and then brings 0.4.
  expect(measureLastRise([0.1, 0.9, 0.3, 0.5], true)).toEqual({
    count: 1,
    rise: expect.closeTo(0.1, 12),
  });
  expect(measureLastRise([3, 1, 2, 5], false)).toEqual({
    count: 1,
    rise: expect.closeTo(0.25, 12),
  });
  expect(measureLastRise(drawMany(16, random.uniform), true)?.count).toBe(4);
});

test('one point, or none, has no last ones', () => {
  expect(measureLastRise([0.5], true)).toBeUndefined();
  expect(measureLastRise([], true)).toBeUndefined();
});

test('it foretells what as many points again bring, and little of it is luck', () => {
  // How far the best of n points falls short that lie evenly about an optimum: the least square.
  const shortfall = (count: number): number => 2 / ((count + 1) * (count + 2));
  const gain = shortfall(8) - shortfall(16);
  const draws = Array.from({ length: 5000 }, () => drawMany(8, () => -(random.uniform() ** 2)));
  const rise = mean(draws.map((scores) => measureLastRise(scores, true)?.rise ?? Number.NaN));
  expect(rise / (shortfall(6) - shortfall(8))).toBeCloseTo(1, 1);
  expect(gain / rise).toBeGreaterThan(1);
  expect(gain / rise).toBeLessThan(1.3);
  // Means of three seeds of equal points, in standard deviations of a run.
  const equal = Array.from({ length: 1000 }, () =>
    drawMany(8, () => random.normal() / Math.sqrt(3)),
  );
  const luck = mean(equal.map((scores) => measureLastRise(scores, true)?.rise ?? Number.NaN));
  expect(luck).toBeLessThan(0.12);
});
