import fc from 'fast-check';
import { exactBinomialInterval } from '../../../../src/analysis/statistics/binomial-interval';
import type { Interval } from '../../../../src/analysis/statistics/estimate-mean';
import { estimateWithinRange } from '../../../../src/analysis/statistics/means/estimate-within-range';
import { generalizedInterval } from '../../../../src/analysis/statistics/means/generalized-interval';
import { includeTestSample } from '../../../../src/analysis/statistics/means/include-test-sample';
import { scaleOf } from '../../../../src/analysis/statistics/means/metric-scale';
import { askPython, testAgainstPython } from '../../../ask-python';

const accuracies: Interval = { low: 0, high: 1 };
const losses: Interval = { low: 0, high: Number.POSITIVE_INFINITY };

testAgainstPython('the exact interval of a rate is that of SciPy', () => {
  const cases = [
    [0, 5],
    [1, 5],
    [3, 10],
    [10, 10],
  ] as const;
  const program = `
from scipy.stats import binomtest
answer = [list(binomtest(k, n).proportion_ci(0.95, method="exact")) for k, n in data]`;
  const answer = askPython(program, cases) as [number, number][];
  for (const [index, [happened, count]] of cases.entries()) {
    const { low, high } = exactBinomialInterval(happened, count);
    expect(low).toBeCloseTo(answer[index]?.[0] ?? 0, 8);
    expect(high).toBeCloseTo(answer[index]?.[1] ?? 0, 8);
  }
});

testAgainstPython('the generalized interval is that of a simulation with NumPy and SciPy', () => {
  const program = `
import numpy as np
from scipy.stats import norm
rng = np.random.default_rng(1)
def interval(values, mean_of):
    x = np.array(values); n = len(x); draws = 10**6
    v = (n - 1) * x.var(ddof=1) / rng.chisquare(n - 1, draws)
    means = mean_of(x.mean() + rng.standard_normal(draws) * np.sqrt(v / n), v)
    return list(np.quantile(means, [0.025, 0.975]))
answer = [interval(np.log(data[0]), lambda m, v: np.exp(m + v / 2)),
          interval(norm.ppf(data[1]), lambda m, v: norm.cdf(m / np.sqrt(1 + v)))]`;
  const loss = [0.31, 0.28, 0.4, 0.33, 0.45, 0.29];
  const accuracy = [0.97, 0.98, 0.96, 0.985, 0.99];
  const answer = askPython(program, [loss, accuracy]) as [number, number][];
  const ours = [
    generalizedInterval(loss.map(Math.log), scaleOf(losses)),
    generalizedInterval(accuracy.map(scaleOf(accuracies).toScale), scaleOf(accuracies)),
  ];
  for (const [index, { low, high }] of ours.entries()) {
    const [lowest = 0, highest = 0] = answer[index] ?? [];
    // The grid has its own small error in the tails.
    expect(Math.abs(low - lowest)).toBeLessThan(0.03 * (highest - lowest));
    expect(Math.abs(high - highest)).toBeLessThan(0.03 * (highest - lowest));
  }
});

testAgainstPython('the test sample alone gives the interval of statsmodels', () => {
  const program = `
from statsmodels.stats.proportion import proportion_confint
answer = list(proportion_confint(950, 1000, method="wilson"))`;
  const [low, high] = askPython(program, null) as [number, number];
  const own = includeTestSample(0.95, { low: 0.95, high: 0.95 }, 1000);
  expect(own.low).toBeCloseTo(low, 10);
  expect(own.high).toBeCloseTo(high, 10);
});

test('an interval is about that of Student where values are far from the ends', () => {
  const { interval } = estimateWithinRange([0.5, 0.52, 0.48, 0.51, 0.49], accuracies);
  expect(interval?.low).toBeCloseTo(0.4804, 3);
  expect(interval?.high).toBeCloseTo(0.5196, 3);
});

test('every interval is within the range and holds the mean', () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(values, fc.constantFrom(accuracies, losses), (some, range) => {
      const { interval, mean, doubt } = estimateWithinRange(some, range);
      if (interval === undefined) {
        expect(doubt).toBeDefined();
        return;
      }
      expect(interval.low).toBeGreaterThanOrEqual(range.low);
      expect(interval.high).toBeLessThanOrEqual(range.high);
      expect(interval.low).toBeLessThanOrEqual(mean + 1e-12);
      expect(interval.high).toBeGreaterThanOrEqual(mean - 1e-12);
    }),
    { seed: 1 },
  );
});

test('seeds that fail make two groups, and an interval of their shares', () => {
  const { humps, interval } = estimateWithinRange([0.98, 0.981, 0.1, 0.979, 0.982], accuracies);
  expect(humps?.low).toEqual({ count: 1, mean: 0.1 });
  expect(humps?.high.count).toBe(4);
  expect(interval?.low).toBeCloseTo(0.1 * 0.716 + 0.9805 * 0.284, 2);
  expect(estimateWithinRange([1, 0, 1, 1], accuracies).humps?.low.count).toBe(1);
});

test('what few values cannot carry is refused, with the reason', () => {
  const doubts = [[0.9], [0.9, 0.91], [0.9, 0.9, 0.9, 0.9, 0.9], [0.9, 0.91, 0.92]].map(
    (values) => estimateWithinRange(values, accuracies).doubt,
  );
  expect(doubts).toEqual(['oneValue', 'twoValues', 'noSpread', 'fewValues']);
  const skewed = estimateWithinRange([0.01, 0.9, 40], losses);
  expect([skewed.doubt, skewed.interval]).toEqual(['tooSkewed', undefined]);
});

test('accuracies of 1 are taken for rounded', () => {
  const { interval } = estimateWithinRange([1, 1, 0.95, 1, 1], accuracies);
  expect(interval?.low).toBeLessThan(0.97);
  expect(interval?.high).toBe(1);
});
