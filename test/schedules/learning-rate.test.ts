import { learningRateAt } from '../../src/schedules/learning-rate';
import { scheduleSchema } from '../../src/schedules/registry';

/** Learning rates of all steps of a run, for a base of 1. */
function rates(schedule: unknown, steps: number): number[] {
  const parsed = scheduleSchema.parse(schedule);
  return Array.from({ length: steps }, (_, index) => learningRateAt(parsed, 1, index + 1, steps));
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(actual[index]).toBeCloseTo(value, 12);
}

describe('learningRateAt', () => {
  it('stays where it is', () => {
    expect(rates('constant', 4)).toEqual([1, 1, 1, 1]);
  });

  it('drops by a factor every so many steps', () => {
    const schedule = { type: 'step', every: 2, factor: 0.5 };
    expectClose(rates(schedule, 7), [1, 1, 0.5, 0.5, 0.25, 0.25, 0.125]);
  });

  it('decays smoothly, by the factor in `decaySteps` steps', () => {
    const schedule = { type: 'exponential', decaySteps: 2, factor: 0.25 };
    expectClose(rates(schedule, 5), [1, 0.5, 0.25, 0.125, 0.0625]);
  });

  it('follows half a cosine from the base to the final fraction', () => {
    const schedule = { type: 'cosine', finalFraction: 0.2 };
    const steps = 8;
    const expected = Array.from(
      { length: steps },
      (_, elapsed) => 0.6 + 0.4 * Math.cos((Math.PI * elapsed) / steps),
    );
    expectClose(rates(schedule, steps), expected);
    expectClose([rates(schedule, steps)[4] ?? 0], [0.6]);
  });

  it.each(['constant', 'step', 'exponential', 'cosine'])(
    'rises linearly over the warm-up, and %s starts behind it',
    (type) => {
      const rest = { step: { every: 1 }, exponential: { decaySteps: 1 } }[type] ?? {};
      const schedule = { type, ...rest, warmupSteps: 4 };
      const all = rates(schedule, 10);
      expectClose(all.slice(0, 4), [0.25, 0.5, 0.75, 1]);
      expectClose(all.slice(4), rates({ ...schedule, warmupSteps: 0 }, 6));
    },
  );

  it('can warm up for a single step, for all steps and for more than there are', () => {
    expect(rates({ type: 'constant', warmupSteps: 1 }, 3)).toEqual([1, 1, 1]);
    expectClose(rates({ type: 'cosine', warmupSteps: 3 }, 3), [1 / 3, 2 / 3, 1]);
    expectClose(rates({ type: 'cosine', warmupSteps: 6 }, 3), [1 / 6, 2 / 6, 3 / 6]);
  });

  it('is finite for a run of one step', () => {
    for (const type of ['constant', 'cosine']) expect(rates({ type }, 1)).toEqual([1]);
  });
});
