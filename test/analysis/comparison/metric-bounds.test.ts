import { formatMetric } from '../../../src/analysis/comparison/format-metric';
import { boundsOfDifference, boundsOfMetric } from '../../../src/analysis/comparison/metric-bounds';
import { scaleOf } from '../../../src/analysis/statistics/means/metric-scale';
import { chooseTolerance } from '../../../src/analysis/tuning/choose-tolerance';

const infinite = Number.POSITIVE_INFINITY;

test.each([
  ['test/accuracy', 0, 1],
  ['test/loss', 0, infinite],
  ['validation/rmse', 0, infinite],
  ['train/mae', 0, infinite],
  ['test/r2', -infinite, 1],
])('%s has its bounds', (name, low, high) => {
  expect(boundsOfMetric(name)).toEqual({ low, high });
  expect(boundsOfDifference(name)).toEqual({ low: low - high, high: high - low });
});

test('what ends above has a scale without ends, on which the mean is that of a lognormal', () => {
  const scale = scaleOf({ low: -infinite, high: 1 });
  for (const value of [-30, 0, 0.5, 0.99]) {
    expect(scale.fromScale(scale.toScale(value))).toBeCloseTo(value, 12);
  }
  expect(scale.toScale(0.9)).toBeGreaterThan(scale.toScale(0.5));
  // 1 - r2 is lognormal with exp(m + v / 2).
  expect(scale.fromScale(scale.placeOfMean(2, 0.5))).toBeCloseTo(1 - Math.exp(-2 + 0.25), 12);
});

test('r2 is written as a share, an error as a number, and each has its tolerance', () => {
  expect(formatMetric('test/r2', 0.87654)).toBe('0.8765');
  expect(formatMetric('test/rmse', 54.3219)).toBe('54.32');
  expect(chooseTolerance({ name: 'test/r2', goal: 'maximize' }, [0.9])).toBe(0.01);
  expect(chooseTolerance({ name: 'test/rmse', goal: 'minimize' }, [50, 60])).toBe(5);
});
