import { countPairsNeeded } from '../../../src/analysis/statistics/foresee-pairs';
import { askPython, testAgainstPython } from '../../ask-python';

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

testAgainstPython(
  'numbers of pairs are within one or two of the power that statsmodels computes',
  () => {
    const cases = [
      [0.5, 0.05],
      [1, 0.05],
      [1, 0.01],
      [0.8, 0.005],
    ] as const;
    const program = `
from statsmodels.stats.power import TTestPower
answer = [float(TTestPower().solve_power(effect_size=e, alpha=a, power=0.8)) for e, a in data]`;
    const answer = askPython(program, cases) as number[];
    for (const [index, [effect, alpha]] of cases.entries()) {
      const ours = countPairsNeeded(effect, 1, alpha) ?? 0;
      expect(Math.abs(ours - Math.ceil(answer[index] ?? 0))).toBeLessThanOrEqual(2);
    }
  },
);
