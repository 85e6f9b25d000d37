import fc from 'fast-check';
import { dueAt, nextDueStep } from '../../src/training/due';

const interval = fc.integer({ min: 1, max: 30 });
const intervals = fc.record({
  steps: fc.integer({ min: 1, max: 100 }),
  logEvery: interval,
  evaluateEvery: interval,
  checkpointEvery: interval,
});

describe('dueAt', () => {
  it('makes everything due behind the last step, and logs wherever it evaluates', () => {
    const example = { steps: 10, logEvery: 4, evaluateEvery: 3, checkpointEvery: 7 };
    const due = Array.from({ length: 10 }, (_, index) => dueAt(index + 1, example));
    const stepsOf = (kind: 'log' | 'evaluate' | 'checkpoint') =>
      due.flatMap((entry, index) => (entry[kind] ? [index + 1] : []));
    expect(stepsOf('log')).toEqual([3, 4, 6, 8, 9, 10]);
    expect(stepsOf('evaluate')).toEqual([3, 6, 9, 10]);
    expect(stepsOf('checkpoint')).toEqual([7, 10]);
  });
});

describe('nextDueStep', () => {
  it('jumps over exactly the steps behind which nothing is due', () => {
    fc.assert(
      fc.property(intervals, fc.nat(), (example, choice) => {
        const step = choice % example.steps;
        const isDue = (candidate: number) =>
          Object.values(dueAt(candidate, example)).includes(true);
        let expected = step + 1;
        while (!isDue(expected)) expected += 1;
        expect(nextDueStep(step, example)).toBe(expected);
      }),
    );
  });
});
