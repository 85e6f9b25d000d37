import { chooseJobs } from '../../../src/plan/execution/choose-jobs';

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
