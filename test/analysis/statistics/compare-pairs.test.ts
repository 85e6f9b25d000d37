import { comparePairs } from '../../../src/analysis/statistics/compare-pairs';
import { countPairsNeeded } from '../../../src/analysis/statistics/foresee-pairs';
import { sleep } from '../sleep-data';

const pairs = sleep.first.map((value, index) => [value, sleep.second[index] ?? 0] as const);

test("the paired interval of Student's sleep data is that of R", () => {
  const { difference, verdict, pairsNeeded } = comparePairs(pairs);
  // t.test(extra ~ group, data = sleep, paired = TRUE): 95 percent interval -2.4598858 -0.7001142
  expect(difference.mean).toBeCloseTo(-1.58, 12);
  expect(difference.interval?.low).toBeCloseTo(-2.4598858, 6);
  expect(difference.interval?.high).toBeCloseTo(-0.7001142, 6);
  expect(verdict).toBe('less');
  expect(pairsNeeded).toBeUndefined();
});

test('its first three patients decide nothing, and say how many would', () => {
  const { verdict, pairsNeeded, difference } = comparePairs(pairs.slice(0, 3));
  expect(verdict).toBe('undecided');
  // The ends of the 80 % interval of the mean, with t(0.9, 2) = 1.8856.
  const { mean, stddev = 0 } = difference;
  const halfWidth = (1.885618 * stddev) / Math.sqrt(3);
  expect(pairsNeeded).toEqual({
    low: Math.max(4, countPairsNeeded(Math.abs(mean) + halfWidth, stddev) ?? 0),
    high: countPairsNeeded(Math.abs(mean) - halfWidth, stddev),
  });
});

test('two pairs decide nothing, however clear they look', () => {
  expect(
    comparePairs([
      [0.9, 0.1],
      [0.91, 0.1],
    ]),
  ).toMatchObject({ verdict: 'undecided', difference: { interval: undefined } });
});

test('the same difference throughout decides from six pairs on, as signs do', () => {
  const same = (count: number) =>
    comparePairs(Array.from({ length: count }, (_, seed) => [seed + 0.1, seed] as const));
  expect(same(5)).toMatchObject({ verdict: 'undecided', pairsNeeded: undefined });
  expect(same(6).verdict).toBe('greater');
});

test('a loss that one seed has thrown out of all proportion says no number of pairs', () => {
  const { verdict, pairsNeeded } = comparePairs([
    [0.31, 0.29],
    [4653, 0.28],
    [0.3, 0.3],
  ]);
  expect([verdict, pairsNeeded]).toEqual(['undecided', undefined]);
});

test('an interval stays within what a difference can be', () => {
  const close = [
    [0.99, 0.1],
    [0.2, 0.1],
    [0.95, 0.1],
  ] as const;
  expect(comparePairs(close, { low: -1, high: 1 }).difference.interval?.high).toBe(1);
});

test('pairs that are equal throughout are equal', () => {
  expect(comparePairs([1, 2, 3].map((value) => [value, value] as const)).verdict).toBe('equal');
});

test('one pair decides nothing and says nothing about how many would', () => {
  expect(comparePairs([[1, 2]])).toMatchObject({ verdict: 'undecided', pairsNeeded: undefined });
});
