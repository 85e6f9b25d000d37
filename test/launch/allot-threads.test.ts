import fc from 'fast-check';
import { allotThreads, useThreads } from '../../src/launch/allot-threads';

const small = fc.integer({ min: 1, max: 64 });
const asked = fc.record({
  jobs: fc.option(small, { nil: undefined }),
  threads: fc.option(small, { nil: undefined }),
});

describe('allotThreads', () => {
  it.each([
    ['as many runs as cores, a thread each', 9, 4, {}, { jobs: 4, threads: 1 }],
    ['all cores to a single run', 1, 4, {}, { jobs: 1, threads: 4 }],
    ['what is left over to fewer runs', 2, 5, {}, { jobs: 2, threads: 2 }],
    ['as many runs as were asked for', 9, 4, { jobs: 2 }, { jobs: 2, threads: 2 }],
    ['as many threads as were asked for', 9, 4, { threads: 2 }, { jobs: 2, threads: 2 }],
    [
      'fewer runs where threads take the cores',
      9,
      4,
      { jobs: 4, threads: 3 },
      { jobs: 1, threads: 3 },
    ],
    ['no more than there is', 9, 2, { jobs: 8 }, { jobs: 2, threads: 1 }],
    ['no more threads than cores to one run', 1, 2, { threads: 8 }, { jobs: 1, threads: 2 }],
    ['something even where there is nothing to run', 0, 4, {}, { jobs: 1, threads: 4 }],
  ])('gives %s', (_what, runCount, cores, options, expected) => {
    expect(allotThreads(runCount, cores, options)).toEqual(expected);
  });

  it('never runs more threads than cores, nor more runs than there are', () => {
    fc.assert(
      fc.property(small, small, asked, (runCount, cores, options) => {
        const { jobs, threads } = allotThreads(runCount, cores, options);
        expect(jobs * threads).toBeLessThanOrEqual(cores);
        expect(jobs).toBeGreaterThanOrEqual(1);
        expect(threads).toBeGreaterThanOrEqual(1);
        expect(jobs).toBeLessThanOrEqual(Math.min(runCount, options.jobs ?? cores));
      }),
    );
  });
});

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
