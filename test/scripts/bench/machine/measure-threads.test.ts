import {
  listThreadCounts,
  measureThreads,
} from '../../../../scripts/bench/machine/measure-threads';
import { scaledWorkloads } from '../../../../scripts/bench/workloads';

test.each([
  [3, [1, 2, 3]],
  [8, [1, 2, 4, 8]],
  [12, [1, 2, 4, 8, 12]],
])('on %i cores, runs have %j threads', (cores, counts) => {
  expect(listThreadCounts(cores)).toEqual(counts);
});

test('two cores show nothing of how steps scale, and that is said', async () => {
  const { signal } = new AbortController();
  expect(await measureThreads(scaledWorkloads, 1, signal, 2)).toEqual({
    absent: 'how a step scales shows from 3 cores on; here are 2',
  });
});

test('steps that are large enough are measured', () => {
  expect(scaledWorkloads.map(({ name }) => name)).toEqual(['mnist-cnn', 'mnist-mlp']);
});
