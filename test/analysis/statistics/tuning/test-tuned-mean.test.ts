import { estimateMean } from '../../../../src/analysis/statistics/estimate-mean';
import { testOneSidedT } from '../../../../src/analysis/statistics/hypotheses/test-paired-t';
import {
  testTunedMean,
  widenByLuck,
} from '../../../../src/analysis/statistics/tuning/test-tuned-mean';
import { createRandom } from '../../../../src/util/random';
import { askPython, testAgainstPython } from '../../../ask-python';

const random = createRandom(2);
const samples = [3, 5, 10].map((count) => Array.from({ length: count }, () => 1 + random.normal()));

test('p is 2.5 % where the interval ends', () => {
  for (const values of samples) {
    const estimate = estimateMean(values);
    const interval = estimate.interval ?? { low: 0, high: 0 };
    const { low, high } = widenByLuck(interval, estimate.mean, 0.3, 0.05);
    expect(testTunedMean(estimate, 0.3, low)).toBeCloseTo(0.025, 8);
    expect(testTunedMean(estimate, 0.3, high)).toBeCloseTo(0.975, 8);
  }
});

test('with hardly any luck it is the t test, and more luck is less sure', () => {
  for (const values of samples) {
    const estimate = estimateMean(values);
    const plain = testOneSidedT(values, 0.2);
    expect(testTunedMean(estimate, 1e-12, 0.2)).toBeCloseTo(plain, 5);
    expect(Math.abs(testTunedMean(estimate, 1, 0.2) - 0.5)).toBeLessThan(Math.abs(plain - 0.5));
  }
});

test('what has no spread over seeds has that of the luck', () => {
  const same = estimateMean([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
  // 0.5 is 2 standard deviations of the luck above 0.
  expect(testTunedMean(same, 0.0625, 0)).toBeCloseTo(0.02275, 5);
  expect(testTunedMean(same, 0.0625, 1)).toBeCloseTo(0.97725, 5);
});

testAgainstPython("p is that of SciPy's distributions, whose distances add as squares", () => {
  const program = `
from scipy.stats import t, norm
from scipy.optimize import brentq
import numpy as np
def p(x):
    e, n, m = np.std(x, ddof=1) / len(x)**0.5, len(x), np.mean(x)
    tail = brentq(lambda z: np.hypot(t.isf(norm.sf(z), n - 1) * e, z * 0.3**0.5) - abs(m), 0, 20, xtol=1e-13)
    return float(norm.sf(tail) if m > 0 else norm.cdf(tail))
answer = [p(x) for x in data]`;
  const expected = askPython(program, samples) as number[];
  expect(expected).toHaveLength(samples.length);
  for (const [index, values] of samples.entries()) {
    expect(testTunedMean(estimateMean(values), 0.3, 0)).toBeCloseTo(expected[index] ?? 0, 8);
  }
});
