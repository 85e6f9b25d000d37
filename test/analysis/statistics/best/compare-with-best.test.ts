import {
  type AgainstBest,
  compareWithBest,
} from '../../../../src/analysis/statistics/best/compare-with-best';
import { judgeAgainstBest } from '../../../../src/analysis/statistics/best/judge-against-best';
import {
  measureGap,
  permuteGaps,
  shareBeyond,
} from '../../../../src/analysis/statistics/best/permute-seeds';
import { estimateProbabilityOfBetter } from '../../../../src/analysis/statistics/best/probability-of-better';
import { measureTrials, tabulateSeeds } from '../../../../src/analysis/statistics/best/seed-table';
import { createRandom } from '../../../../src/util/random';
import { askPython, testAgainstPython } from '../../../ask-python';

const toSeeds = (values: readonly number[]) => new Map(values.map((value, seed) => [seed, value]));
const random = createRandom(11);
const draw = (count: number, center = 0): number[] =>
  Array.from({ length: count }, () => center + random.normal());

const compare = (rows: readonly (readonly number[])[], best: number): (AgainstBest | undefined)[] =>
  compareWithBest(rows.map(toSeeds), best, { isGreaterBetter: true });

testAgainstPython('two trials are compared by the paired t test of SciPy', () => {
  const [first, second] = [draw(5, 2), draw(5)];
  const program = `
from scipy.stats import ttest_rel
result = ttest_rel(*data)
interval = result.confidence_interval(0.95)
answer = [result.pvalue, interval.low, interval.high]`;
  const [p, low, high] = askPython(program, [second, first]) as number[];
  const [, against] = compare([first, second], 0);
  expect(against?.p).toBeCloseTo(p ?? 0, 8);
  expect(against?.interval?.low).toBeCloseTo(low ?? 0, 6);
  expect(against?.interval?.high).toBeCloseTo(Math.max(0, high ?? 0), 6);
});

testAgainstPython('three trials on three seeds are permuted as by trying out all 216 ways', () => {
  const rows = [
    [3.1, 2.9, 3.4],
    [1.2, 0.4, 1.1],
    [0.3, 0.6, -0.2],
  ];
  const program = `
from itertools import permutations, product
import numpy as np
y = np.array(data)
def moments(y):
    k, n = y.shape
    r = y - y.mean(1, keepdims=True) - y.mean(0, keepdims=True) + y.mean()
    v = (r**2).sum(1) / (n - 1) * k / (k - 1)
    return y.mean(1), ((n - 1) * v + v.mean()) / n / n
def gap(m, e, i, j): return (m[i] - m[j])**2 / (e[i] + e[j])
seen = moments(y)
gaps = []
for orders in product(list(permutations(range(3))), repeat=3):
    m, e = moments(np.stack([y[list(o), s] for s, o in enumerate(orders)], 1))
    gaps.append(max(gap(m, e, i, j) for i in range(3) for j in range(i)))
answer = [float(np.mean([g >= gap(*seen, 0, i) - 1e-9 for g in gaps])) for i in (1, 2)]`;
  const answer = askPython(program, rows) as number[];
  const table = tabulateSeeds(rows.map(toSeeds));
  const gaps = permuteGaps(table);
  for (const [index, p] of answer.entries()) {
    const gap = measureGap(measureTrials(table), 0, index + 1);
    // 999 draws: three standard errors.
    expect(Math.abs(shareBeyond(gaps, gap) - p)).toBeLessThan(0.02);
  }
});

test('one clearly worse trial of many is told, the equal ones are not', () => {
  const rows = [...Array.from({ length: 8 }, () => draw(5)), draw(5, -8)];
  const means = rows.map((row) => row.reduce((sum, value) => sum + value, 0));
  const best = means.indexOf(Math.max(...means));
  const told = compare(rows, best).flatMap((one, index) => (one?.isWorse ? [index] : []));
  expect(told).toEqual([8]);
});

test('what the goal is turns intervals and differences', () => {
  const losses = [
    [0.1, 0.12, 0.11, 0.13, 0.1],
    [0.5, 0.55, 0.48, 0.51, 0.56],
  ];
  const [, against] = compareWithBest(losses.map(toSeeds), 0, { isGreaterBetter: false });
  expect(against?.difference).toBeCloseTo(0.408, 10);
  expect(against?.isWorse).toBe(true);
  expect(against?.interval?.low).toBeGreaterThan(0.3);
});

test('few seeds, none in common and the same difference throughout tell nothing', () => {
  const [, two] = compare([draw(2, 100), draw(2)], 0);
  expect(two).toMatchObject({ count: 2, interval: undefined, p: 1, isWorse: false });
  const apart = [toSeeds([1, 2, 3]), new Map([[9, 0]])];
  const [, none] = compareWithBest(apart, 0, { isGreaterBetter: true });
  expect(none).toMatchObject({ count: 0, difference: undefined, isWorse: false });
  const same = [
    [1, 2, 3, 4, 5],
    [0, 1, 2, 3, 4],
  ];
  expect(compare(same, 0)[1]).toMatchObject({ p: 1 / 16, interval: undefined, isWorse: false });
});

test('trials that have more seeds in common than others are compared on them', () => {
  const [best, second, third] = [draw(12, 3), draw(12), draw(3, -20)];
  const [, own, short] = compare([best, second, third], 0);
  expect([own?.count, short?.count]).toEqual([12, 3]);
  expect(own?.isWorse).toBe(true);
});

test('a smallest difference of interest makes equivalence or says that it is open', () => {
  const against: AgainstBest = {
    count: 5,
    difference: -0.0005,
    interval: { low: -0.0015, high: 0.0005 },
    p: 0.3,
    isWorse: false,
  };
  expect(judgeAgainstBest(against, undefined)).toBe('not distinguishable');
  expect(judgeAgainstBest(against, 0.002)).toBe('equivalent');
  expect(judgeAgainstBest(against, 0.001)).toBe('open');
  expect(judgeAgainstBest({ ...against, isWorse: true }, 0.002)).toBe('worse');
});

testAgainstPython('the probability of being better has the interval of statsmodels', () => {
  const program = `
from statsmodels.stats.proportion import proportion_confint
answer = list(proportion_confint(3.5, 5, method="wilson"))`;
  const [low, high] = askPython(program, null) as number[];
  const better = estimateProbabilityOfBetter([1, 2, 0, -1, 0.5], true);
  expect(better).toMatchObject({ better: 3.5, count: 5, probability: 0.7 });
  expect(better.interval.low).toBeCloseTo(low ?? 0, 10);
  expect(better.interval.high).toBeCloseTo(high ?? 0, 10);
  expect(estimateProbabilityOfBetter([1, 2, 0, -1, 0.5], false).probability).toBeCloseTo(0.3, 12);
});
