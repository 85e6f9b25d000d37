import fc from 'fast-check';
import { adjustHolm } from '../../../../src/analysis/statistics/hypotheses/adjust-holm';
import { testPairedT } from '../../../../src/analysis/statistics/hypotheses/test-paired-t';
import { createRandom } from '../../../../src/util/random';
import { askPython, testAgainstPython } from '../../../ask-python';
import { sleep } from '../../sleep-data';

const random = createRandom(5);
const draw = (count: number): number[] =>
  Array.from({ length: count }, () => random.normal() + 0.5);
const sleepDifferences = sleep.first.map((value, index) => value - (sleep.second[index] ?? 0));
const samples = [draw(3), draw(5), draw(10), sleepDifferences];

function expectClose(ours: readonly number[], theirs: unknown, digits = 8): void {
  const expected = theirs as number[];
  expect(expected).toHaveLength(ours.length);
  for (const [index, value] of ours.entries())
    expect(value).toBeCloseTo(expected[index] ?? 0, digits);
}

testAgainstPython("Holm's adjustment is that of statsmodels", () => {
  const tables = [draw(1), draw(4), draw(12)].map((row) => row.map((x) => Math.abs(x) / 40));
  const program = `
from statsmodels.stats.multitest import multipletests
answer = [list(multipletests(row, method="holm")[1]) for row in data]`;
  const answer = askPython(program, tables) as number[][];
  for (const [index, row] of tables.entries()) expectClose(adjustHolm(row), answer[index], 12);
});

testAgainstPython('the paired t test is that of SciPy', () => {
  const program = `
from scipy.stats import ttest_rel
answer = [ttest_rel(row, [0] * len(row)).pvalue for row in data]`;
  expectClose(samples.map(testPairedT), askPython(program, samples));
});

test('the same difference throughout counts as so many signs', () => {
  expect(testPairedT([0.1, 0.1, 0.1, 0.1, 0.1])).toBe(1 / 16);
  expect(testPairedT([-0.1, -0.1, -0.1, -0.1, -0.1, -0.1])).toBe(1 / 32);
  expect(testPairedT([0, 0, 0])).toBe(1);
  expect(testPairedT([3])).toBe(1);
});

test('adjusted p-values keep their order and never shrink', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (pValues) => {
      const adjusted = adjustHolm(pValues);
      for (const [index, p] of pValues.entries()) {
        expect(adjusted[index]).toBeGreaterThanOrEqual(p);
        for (const [other, q] of pValues.entries()) {
          if (p < q) expect(adjusted[index]).toBeLessThanOrEqual(adjusted[other] ?? 1);
        }
      }
    }),
    { seed: 1 },
  );
});
