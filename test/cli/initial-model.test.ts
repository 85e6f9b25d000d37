import fs from 'node:fs';
import path from 'node:path';
import { readMetrics } from '../../src/records/metrics/metrics-csv';
import { runAblate, writeSpec } from '../launch/start-ablate';
import { useScratchFolder } from '../scratch-folder';

jest.setTimeout(180_000);

const scratch = useScratchFolder();
const results = (): string => path.join(scratch(), 'results');

const settings = (...lines: readonly string[]): string =>
  [
    'dataset: { name: moons, size: 60, validation: 40, testSize: 40 }',
    'batchSize: full',
    'optimizer: { type: sgd, learningRate: 0.1 }',
    'steps: 40',
    'logEvery: 1',
    ...lines,
    '',
  ].join('\n');

const run = (text: string) =>
  runAblate(['run', writeSpec(scratch(), text), '--results-dir', results()]);

const model = (name: string, hidden = 3): string =>
  `name: ${name}\nmodel: { type: mlp, hidden: [${hidden}] }\n`;

const losses = (...place: readonly string[]): readonly number[] =>
  readMetrics(path.join(results(), ...place, 'metrics.csv')).rows.map(
    ({ values }) => values['train/loss'] ?? Number.NaN,
  );

test('plain gradient descent goes on from the weights of a trained model as if it had not ended', async () => {
  await run(model('long') + settings('steps: 80').replace('steps: 40\n', ''));
  await run(model('teacher') + settings());
  const { exitCode } = await run(
    model('pupil') +
      settings('init: { from: teacher/base-s0 }', 'grid: { engine: [compiled, eager] }'),
  );
  expect(exitCode).toBe(0);
  const expected = losses('long', 'base-s0').slice(40);
  expect(losses('pupil', 'compiled-s0')).toEqual(expected);
  for (const [at, loss] of losses('pupil', 'eager-s0').entries()) {
    expect(loss).toBeCloseTo(expected[at] ?? Number.NaN, 5);
  }
});

test('another model makes other runs, and one that does not fit is told with what fits', async () => {
  await run(model('teacher') + settings());
  const pupil = settings('init: { from: teacher/base-s0 }');
  const hashOf = (): string =>
    JSON.parse(fs.readFileSync(path.join(results(), 'pupil', 'plan.json'), 'utf8')).runs[0]
      .configHash;
  await run(model('pupil') + pupil);
  const first = hashOf();
  await run(model('teacher') + settings('seeds: [0]').replace('steps: 40', 'steps: 41'));
  await run(model('pupil') + pupil);
  expect(hashOf()).not.toBe(first);

  const unfit = await run(model('pupil', 4) + pupil);
  expect(unfit.exitCode).toBe(2);
  expect(unfit.stderr).toContain('fc1/kernel has the shape [2, 3], but the network needs [2, 4]');
  expect(unfit.stderr).toContain('No layer of the network fits.');
  const missing = await run(model('pupil') + settings('init: { from: teacher/none-s0 }'));
  expect(missing.stderr).toContain('teacher/none-s0 is no run that has its model');
});
