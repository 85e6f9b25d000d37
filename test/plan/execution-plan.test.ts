import { chooseJobs, planExecution, useThreads } from '../../src/plan/execution-plan';
import type { RunSettings } from '../../src/plan/run-config';
import { modelSchema } from '../../src/spec/model-schema';

describe('useThreads', () => {
  it.each([
    ['small steps to one thread', 1e6, true, 8, { threads: 1, kernelsAtOnce: 1 }],
    ['middling kernels to one thread each', 1e8, true, 8, { threads: 1, kernelsAtOnce: 8 }],
    ['large convolutions to all threads', 1e10, true, 8, { threads: 8, kernelsAtOnce: 8 }],
    ['large convolutions to both threads', 1e10, true, 2, { threads: 2, kernelsAtOnce: 2 }],
    [
      'pieces of large products to one thread each',
      1e10,
      false,
      8,
      { threads: 1, kernelsAtOnce: 8 },
    ],
    [
      'halves of large products to one thread each',
      1e10,
      false,
      2,
      { threads: 1, kernelsAtOnce: 2 },
    ],
    ['everything to the only thread', 1e10, false, 1, { threads: 1, kernelsAtOnce: 1 }],
  ])('leaves %s', (_what, work, hasConvolutions, given, expected) => {
    expect(useThreads(given, { work, hasConvolutions })).toEqual(expected);
  });
});

describe('chooseJobs', () => {
  it.each([
    ['as many runs as cores', 9, 4, 1, undefined, 4],
    ['as many runs as cores, of two threads', 9, 4, 2, undefined, 4],
    ['fewer runs of more threads', 9, 4, 4, undefined, 2],
    ['one run at least', 9, 4, 64, undefined, 1],
    ['no more runs than there are', 2, 4, 1, undefined, 2],
    ['as many runs as were asked for', 9, 4, 1, 2, 2],
    ['as many runs as were asked for, of many threads', 9, 4, 8, 3, 3],
    ['no more runs than there are cores', 9, 2, 1, 8, 2],
    ['something even where there is nothing to run', 0, 4, 1, undefined, 1],
  ])('trains %s at once', (_what, runCount, cores, threads, asked, expected) => {
    expect(chooseJobs(runCount, cores, threads, asked)).toBe(expected);
  });
});

describe('planExecution', () => {
  const plan = (hidden: readonly number[], settings: Partial<RunSettings> = {}) => {
    const model = modelSchema.parse({ type: 'mlp', hidden });
    const facts = { inputShape: [100], classCount: 10 };
    return planExecution({ model, batchSize: 20, steps: 5000, ...settings }, facts);
  };

  it.each([
    ['many of a small network', [10], {}, 20],
    ['fewer of a larger one', [5000], {}, 10],
    ['one of a large one', [100000], {}, 1],
    ['one where runs are short', [10], { steps: 199 }, 1],
  ])('takes steps together: %s', (_what, hidden, settings, expected) => {
    expect(plan(hidden, settings).stepsPerCall).toBe(expected);
  });

  it.each([
    ['as many as a step has', [10], 100, [100]],
    ['enough to be worth a call', [10], 20, [50]],
    ['no more than memory is planned for', [10], 1000, [250]],
    ['whole splits in larger ones where weights are many', [100000], 100, [100, 250]],
    ['all in one size where that is the largest', [100000], 300, [250]],
  ])('evaluates %s', (_what, hidden, batchSize, expected) => {
    expect(plan(hidden, { batchSize }).evaluationBatchSizes).toEqual(expected);
  });

  it('gives a run the threads of its settings, or those that all have', () => {
    expect(plan([100000], { threads: 8 }).threadUse).toEqual({ threads: 1, kernelsAtOnce: 8 });
    expect(plan([100000])).toEqual(plan([100000], { threads: 2 }));
  });

  it.each([
    ['two for one thread', 1, 2],
    ['two for two threads', 2, 2],
    ['one for each of more threads', 6, 6],
  ])('divides weights into pieces: %s', (_what, threads, expected) => {
    expect(plan([10], { threads }).division.pieces).toBe(expected);
  });
});
