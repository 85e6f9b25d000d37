import { compareWithBest } from '../../../../src/analysis/statistics/best/compare-with-best';
import { compareTuned } from '../../../../src/analysis/statistics/tuning/compare-tuned';
import { estimateTuningLuck } from '../../../../src/analysis/statistics/tuning/tuning-luck';
import { createRandom } from '../../../../src/util/random';

const random = createRandom(6);
const toSeeds = (values: readonly number[]) => new Map(values.map((value, seed) => [seed, value]));
const draw = (count: number, center: number, spread: number) =>
  toSeeds(Array.from({ length: count }, () => center + spread * random.normal()));
const about = { isGreaterBetter: true, varianceOfRun: 0.0001 };

test('a choice that no noise could change has no luck, one among near ones has', () => {
  const clear = [draw(3, 0.9, 0.001), draw(3, 0.5, 0.001), draw(3, 0.4, 0.001)];
  const near = [
    [0.9, 0.92, 0.88],
    [0.905, 0.88, 0.9],
    [0.88, 0.9, 0.87],
  ].map(toSeeds);
  expect(estimateTuningLuck({ ...about, points: clear })).toBeLessThan(1e-12);
  expect(estimateTuningLuck({ ...about, points: near })).toBeGreaterThan(1e-7);
});

test('one tuning seed takes the noise from elsewhere', () => {
  const points = [toSeeds([0.9]), toSeeds([0.895])];
  expect(estimateTuningLuck({ ...about, points })).toBeGreaterThan(1e-7);
  expect(estimateTuningLuck({ ...about, varianceOfRun: 0, points })).toBe(0);
});

test('the luck of the choice widens an interval, and takes a narrow verdict back', () => {
  const confirming = [draw(10, 0.91, 0.003), draw(10, 0.9, 0.003)];
  const points = [draw(2, 0.9, 0.02), draw(2, 0.91, 0.02), draw(2, 0.87, 0.02)];
  const [, plain] = compareWithBest(confirming, 0, { isGreaterBetter: true });
  const [, tuned] = compareTuned(
    confirming.map((fresh) => ({
      confirming: fresh,
      luck: estimateTuningLuck({ ...about, points }),
    })),
    0,
    true,
  );
  expect(plain?.isWorse).toBe(true);
  expect(tuned).toMatchObject({ isWorse: false, difference: plain?.difference });
  expect(tuned?.interval?.high ?? 0).toBeGreaterThan(0);
  expect(tuned?.p).toBeGreaterThan(0.05);
});

test('without a choice it is the comparison of the fresh seeds', () => {
  const confirming = [draw(6, 0.3, 0.01), draw(6, 0.4, 0.01)];
  const luck = estimateTuningLuck({ ...about, points: [draw(3, 1, 0.01)] });
  const values = confirming.map((fresh) => ({ confirming: fresh, luck }));
  expect(compareTuned(values, 0, false)).toEqual(
    compareWithBest(confirming, 0, { isGreaterBetter: false }),
  );
});

test('more seeds for some points, as after a race, make them surer', () => {
  const few = [
    [0.9, 0.92, 0.88],
    [0.905, 0.88, 0.9],
  ];
  const many = few.map((values) => [...values, ...values, ...values, ...values]);
  const [short, long] = [few, many].map((rows) =>
    estimateTuningLuck({ ...about, points: [...rows.map(toSeeds), toSeeds([0.2, 0.25, 0.22])] }),
  );
  expect(long).toBeLessThan(short ?? 0);
});
