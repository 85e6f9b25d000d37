import { useThreads } from '../../../src/plan/execution/use-threads';

describe('useThreads', () => {
  it.each([
    ['small steps to one thread', 1e6, true, 8, { threads: 1, kernelsAtOnce: 1 }],
    ['middling kernels to one thread each', 1e8, true, 8, { threads: 1, kernelsAtOnce: 2 }],
    ['large convolutions to all threads', 1e10, true, 8, { threads: 8, kernelsAtOnce: 2 }],
    ['halves of large products to half each', 1e10, false, 8, { threads: 4, kernelsAtOnce: 2 }],
    ['everything to the only thread', 1e10, false, 1, { threads: 1, kernelsAtOnce: 1 }],
  ])('leaves %s', (_what, work, hasConvolutions, given, expected) => {
    expect(useThreads(given, { work, hasConvolutions })).toEqual(expected);
  });
});
