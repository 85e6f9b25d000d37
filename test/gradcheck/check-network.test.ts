import type { Dataset } from '../../src/datasets/dataset';
import { checkSuite } from '../../src/gradcheck/built-in-suite';
import { checkNetwork } from '../../src/gradcheck/check-network';
import type { GradientRow } from '../../src/gradcheck/gradient-row';
import { blobs, createTask } from '../engine/small-tasks';

test('the built-in suite passes, with every activation, oracle and depth in it', () => {
  const rows = [...checkSuite()];
  expect(rows.length).toBeGreaterThanOrEqual(40);
  expect(rows.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
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
  expect(rows.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
});

test('a network that is to train in bfloat16 is checked in float32', () => {
  const settings = { model: { type: 'mlp', hidden: [4], activation: 'tanh' }, optimizer: 'sgd' };
  const task = createTask(blobs([5], 3), { ...settings, precision: 'bfloat16' });
  const rows = checkNetwork('low', task, Int32Array.of(0, 1, 2, 3, 4, 5), 10);
  expect(rows.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
});

test('rounding among many weights is no failure: it is relative to what was added up', () => {
  const task = createTask(blobs([300], 10), {
    model: { type: 'mlp', hidden: [200, 100], activation: 'tanh' },
    optimizer: 'sgd',
  });
  const indices = Int32Array.from({ length: 16 }, (_, index) => index);
  const rows = checkNetwork('wide', task, indices, 5);
  expect(rows.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
});

describe.each(['relu', { type: 'leakyRelu', alpha: 0.2 }])(
  'a net input at the kink of %j',
  (activation) => {
    const rowsFor = (biasConstant: number) => {
      // Unit by unit, example 0 has the net input 3 * -0.1 + bias, and all others one far from 0.
      const model = {
        type: 'mlp',
        hidden: [2],
        activation,
        initializer: { type: 'constant', value: -0.1 },
        biasInitializer: { type: 'constant', value: biasConstant },
        outputInitializer: 'glorotUniform',
      };
      const task = createTask(points, { model, optimizer: 'sgd', batchSize: 'full' });
      return checkNetwork('kinked', task, Int32Array.of(0, 1, 2, 3), 100);
    };
    const points: Dataset = {
      ...blobs([3], 2),
      scale: 1,
      train: {
        count: 4,
        inputs: Float32Array.of(1, 1, 1, 2, -1, 3, -2, 4, -1, -3, 2, -1),
        labels: Uint8Array.of(0, 1, 1, 0),
      },
    };
    const verdicts = (rows: readonly GradientRow[], oracle: string) =>
      rows.filter((row) => row.oracle === oracle).map(({ verdict }) => verdict);

    test('is told, with where it is, and not compared', () => {
      const rows = rowsFor(0.3);
      // 3 * -0.1 + 0.3 is 7e-9 in float64 and 0 in float32, where the derivative is another one.
      const kinkAt = { layer: 'fc1', unit: 0, example: 0, preactivation: expect.closeTo(7e-9, 9) };
      for (const oracle of ['finite differences', 'eager', 'compiled']) {
        expect({ oracle, verdicts: verdicts(rows, oracle) }).toEqual({
          oracle,
          verdicts: ['kink', 'kink', 'ok', 'ok'],
        });
        for (const row of rows.filter((each) => each.oracle === oracle && each.layer === 'fc1')) {
          expect(row.kinkAt).toEqual(kinkAt);
        }
      }
      expect(verdicts(rows, 'per example')).toEqual(['ok', 'ok', 'ok', 'ok']);
      expect(rows.filter(({ oracle }) => oracle === 'eager')[0]).toMatchObject({ kinks: 1 });
    });

    test('farther from 0 than the steps, it is nothing', () => {
      for (const { verdict } of rowsFor(0.3005)) expect(verdict).toBe('ok');
    });
  },
);
