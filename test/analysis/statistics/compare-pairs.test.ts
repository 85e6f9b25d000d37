import { comparePairs, countPairsNeeded } from '../../../src/analysis/statistics/compare-pairs';
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

test('its first three patients decide nothing', () => {
  const { verdict, pairsNeeded } = comparePairs(pairs.slice(0, 3));
  expect(verdict).toBe('undecided');
  expect(pairsNeeded).toBeGreaterThan(3);
});

test('pairs that are equal throughout are equal', () => {
  expect(comparePairs([1, 2, 3].map((value) => [value, value] as const)).verdict).toBe('equal');
});

test('one pair decides nothing and says nothing about how many would', () => {
  expect(comparePairs([[1, 2]])).toMatchObject({ verdict: 'undecided', pairsNeeded: undefined });
});

/** Sample sizes of the paired t test at 5 % and 80 % power, as G*Power gives them. */
test.each([
  [0.2, 199],
  [0.5, 34],
  [0.8, 15],
  [1, 10],
])('an effect of %d standard deviations takes %d pairs', (effect, count) => {
  expect(countPairsNeeded(effect, 1)).toBe(count);
  expect(countPairsNeeded(-effect, 1)).toBe(count);
});

test('no number of pairs tells nothing from nothing', () => {
  expect(countPairsNeeded(0, 1)).toBeUndefined();
  expect(countPairsNeeded(1e-6, 1)).toBeUndefined();
});
