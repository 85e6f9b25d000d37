import { estimateOptimism } from '../../../../src/analysis/statistics/best/estimate-optimism';
import { createRandom } from '../../../../src/util/random';

const random = createRandom(9);
const draw = (center: number) =>
  new Map(Array.from({ length: 8 }, (_, seed) => [seed, center + random.normal()] as const));

test('the best of equal trials is optimistic by about what chance gives it', () => {
  const optimism = Array.from({ length: 40 }, () =>
    estimateOptimism([draw(0), draw(0), draw(0), draw(0)], true),
  );
  const mean = optimism.reduce<number>((sum, one) => sum + (one ?? 0), 0) / optimism.length;
  // The expected greatest of four standard normals is 1.03; means of 8 have a standard error of 0.35.
  // What is seen lies further apart, so that less of it seems to be luck.
  expect(mean).toBeGreaterThan(0.15);
  expect(mean).toBeLessThan(1.03 * 0.36);
});

test('one that is far ahead is not', () => {
  const trials = [draw(100), draw(0), draw(-3)];
  expect(Math.abs(estimateOptimism(trials, true) ?? 1)).toBeLessThan(0.05);
});

test('nothing can be said of one trial, or of one seed', () => {
  expect(estimateOptimism([draw(0)], true)).toBeUndefined();
  expect(estimateOptimism([new Map([[1, 2]]), new Map([[1, 3]])], false)).toBeUndefined();
});
