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
    const interval = widenByLuck(estimate, 0.3);
    expect(testTunedMean(estimate, 0.3, interval?.low ?? 0)).toBeCloseTo(0.025, 8);
    expect(testTunedMean(estimate, 0.3, interval?.high ?? 0)).toBeCloseTo(0.975, 8);
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

testAgainstPython('p is what SciPy finds by its root finder', () => {
  const program = `
from scipy.optimize import brentq
from scipy.stats import t, norm
import numpy as np
def p_of(x):
    n, d = len(x), np.mean(x)
    half = lambda p: np.hypot(t.ppf(1 - p, n - 1) * np.std(x, ddof=1) / n**0.5, norm.ppf(1 - p) * 0.3**0.5)
    p = brentq(lambda p: half(p) - abs(d), 1e-9, 0.5, xtol=1e-14)
    return p if d > 0 else 1 - p
answer = [float(p_of(x)) for x in data]`;
  const expected = askPython(program, samples) as number[];
  expect(expected).toHaveLength(samples.length);
  for (const [index, values] of samples.entries()) {
    expect(testTunedMean(estimateMean(values), 0.3, 0)).toBeCloseTo(expected[index] ?? 0, 8);
  }
});
