import fc from 'fast-check';
import {
  findLeads,
  traceBudgets,
} from '../../../../src/analysis/statistics/tuning/compare-budgets';
import { expectBest } from '../../../../src/analysis/statistics/tuning/expected-best';
import { createRandom } from '../../../../src/util/random';
import { askPython, testAgainstPython } from '../../../ask-python';

const scores = [0.71, 0.92, 0.1, 0.88, 0.9, 0.35];

testAgainstPython('the expected best is that of all samples of n points', () => {
  const program = `
from itertools import combinations, product
mean = lambda many: sum(many) / len(many)
sizes = range(1, len(data) + 1)
answer = [[mean([pick(s) for s in combinations(data, n)]) for n in sizes] for pick in (max, min)]
answer.append([mean([max(s) for s in product(data, repeat=n)]) for n in sizes])`;
  const answer = askPython(program, scores) as number[][];
  const ours = [
    expectBest(scores, true),
    expectBest(scores, false),
    expectBest(scores, true, 'withReplacement'),
  ];
  for (const [row, curve] of ours.entries()) {
    for (const [index, value] of curve.entries()) {
      expect(value).toBeCloseTo(answer[row]?.[index] ?? 0, 12);
    }
  }
});

test('it starts at the mean, ends at the best, and never falls', () => {
  const some = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(some, (values) => {
      const curve = expectBest(values, true);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(curve[0]).toBeCloseTo(mean, 8);
      expect(curve.at(-1)).toBeCloseTo(Math.max(...values), 8);
      for (const [index, value] of curve.entries()) {
        expect(value).toBeGreaterThanOrEqual((curve[index - 1] ?? value) - 1e-9);
      }
    }),
    { seed: 1 },
  );
});

test('the band holds the curve and repeats itself', () => {
  const trace = traceBudgets(scores, true);
  expect(trace).toEqual(traceBudgets(scores, true));
  for (const { expected, band } of trace) {
    expect(band.low).toBeLessThanOrEqual(expected);
    expect(band.high).toBeGreaterThanOrEqual(expected);
  }
});

test('an optimizer that forgives leads with few points, one that peaks with many', () => {
  const random = createRandom(2);
  const forgiving = Array.from({ length: 16 }, () => 0.9 + 0.01 * random.uniform());
  const peaked = Array.from({ length: 16 }, (_, index) => (index < 6 ? 0.97 : 0.2));
  const leads = findLeads(forgiving, peaked, true);
  expect(leads.map(({ leader }) => leader)).toEqual(['first', 'second']);
  expect(leads[1]?.from).toBeGreaterThan(2);
  expect(leads[0]?.share).toBeGreaterThan(0.95);
  // Losses turn it around.
  const losses = (values: readonly number[]) => values.map((value) => 1 - value);
  expect(findLeads(losses(forgiving), losses(peaked), false).map(({ from }) => from)).toEqual(
    leads.map(({ from }) => from),
  );
  expect(findLeads(forgiving, forgiving, true)).toEqual([]);
});
