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

testAgainstPython("p is that of SciPy's t, with the luck in its error", () => {
  const program = `
from scipy.stats import t
import numpy as np
answer = [float(t.sf(np.mean(x) / (np.var(x, ddof=1) / len(x) + 0.3) ** 0.5, len(x) - 1)) for x in data]`;
  const expected = askPython(program, samples) as number[];
  expect(expected).toHaveLength(samples.length);
  for (const [index, values] of samples.entries()) {
    expect(testTunedMean(estimateMean(values), 0.3, 0)).toBeCloseTo(expected[index] ?? 0, 8);
  }
});
