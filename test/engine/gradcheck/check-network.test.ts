import { checkSuite } from '../../../src/engine/gradcheck/built-in-suite';
import { checkNetwork } from '../../../src/engine/gradcheck/check-network';
import { blobs, createTask } from '../small-tasks';

test('the built-in suite passes, with every activation, oracle and depth in it', () => {
  const rows = [...checkSuite()];
  expect(rows.length).toBeGreaterThanOrEqual(40);
  expect(rows.filter(({ passed }) => !passed)).toEqual([]);
  expect(new Set(rows.map(({ oracle }) => oracle))).toEqual(
    new Set(['finite differences', 'per example', 'eager', 'compiled']),
  );
  expect(rows.every(({ checked, kinks }) => checked + kinks > 0)).toBe(true);
}, 120_000);

test('a spec network is checked with its own L2 and labels', () => {
  const task = createTask(blobs([5], 3), {
    model: { type: 'mlp', hidden: [4], activation: 'elu', l2: 0.1 },
    optimizer: 'sgd',
  });
  const rows = checkNetwork('elu', task, Int32Array.of(0, 1, 2, 3, 4, 5), 10);
  expect(rows).toHaveLength(4 * 4);
  expect(rows.filter(({ passed }) => !passed)).toEqual([]);
});
