import fc from 'fast-check';
import { testPartialConjunction } from '../../../../src/analysis/statistics/hypotheses/partial-conjunction';
import { askPython, testAgainstPython } from '../../../ask-python';

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
  minLength: 1,
  maxLength: 8,
});

test('all hold as surely as the least sure, one as Bonferroni says', () => {
  fc.assert(
    fc.property(pValues, (given) => {
      expect(testPartialConjunction(given, given.length)).toBe(Math.max(...given));
      // One p that is no surer for any number of them.
      expect(testPartialConjunction([...given, 1], 1)).toBeGreaterThanOrEqual(
        testPartialConjunction(given, 1),
      );
    }),
    { seed: 3 },
  );
});

test('three of four', () => {
  expect(testPartialConjunction([0.01, 0.5, 0.002, 0.012], 3)).toBeCloseTo(0.024, 12);
});

testAgainstPython(
  "that any holds has Bonferroni's p, and k of n that of the n - k + 1 largest",
  () => {
    const rows = [[0.01, 0.5, 0.002, 0.012, 0.3]];
    const program = `
from statsmodels.stats.multitest import multipletests
answer = [[float(min(multipletests(sorted(row)[k:], method="bonferroni")[1])) for k in range(len(row))] for row in data]`;
    const [expected] = askPython(program, rows) as number[][];
    const row = rows[0] ?? [];
    for (const [index, p] of (expected ?? []).entries()) {
      expect(testPartialConjunction(row, index + 1)).toBeCloseTo(p, 12);
    }
    expect(expected).toHaveLength(row.length);
  },
);
