import fs from 'node:fs';
import path from 'node:path';
import { resolveDatasetSources } from '../../src/datasets/dataset-sources';
import { DatasetChooser } from '../../src/datasets/search/dataset-chooser';
import { executeTask } from '../../src/launch/worker/execute-task';
import { WorkerStore } from '../../src/launch/worker/worker-store';
import { loadOwnCode } from '../../src/own-code/load-own-code';
import { planSpec } from '../../src/plan/plan-spec';
import type { RunConfig } from '../../src/plan/run-config';
import { readMetrics } from '../../src/records/metrics/metrics-csv';
import { RunDirectory } from '../../src/records/run-directory';
import { sampleTask } from '../launch/sample-task';
import { runAblate, writeSpec } from '../launch/start-ablate';
import { useScratchFolder } from '../scratch-folder';
import { linesOf } from '../spec/format-problems';
import { ownCode, writeOwnCode } from './write-own-code';

const scratch = useScratchFolder();
const store = new WorkerStore();

/** Plans a spec that lies where the own code does. */
function plan(...lines: readonly string[]) {
  const base = ['name: own', 'dataset: moons', 'model: { type: mlp, hidden: [5] }'];
  const rest = ['optimizer: { type: sgd, learningRate: 0.1 }', 'steps: 30', 'batchSize: 32'];
  const keyOf = (line: string): string => line.split(':')[0] ?? '';
  const written = [...base, ...rest].map(
    (line) => lines.find((own) => keyOf(own) === keyOf(line)) ?? line,
  );
  const added = lines.filter((line) => !written.includes(line));
  const sources = { ...resolveDatasetSources({ download: false }), cacheFolder: scratch() };
  const data = new DatasetChooser(sources, () => undefined).startingFrom(scratch());
  return planSpec([...written, ...added].join('\n'), 'own.yaml', {
    data,
    loadOwnCode: (reference) => loadOwnCode(reference, scratch()),
  });
}

async function planRun(...lines: readonly string[]): Promise<RunConfig> {
  const planning = await plan(...lines);
  if (!planning.ok) throw new Error(linesOf(planning.problems).join('\n'));
  const [run] = planning.plan.runs;
  if (run === undefined) throw new Error('There is no run');
  return run;
}

const complain = async (...lines: readonly string[]): Promise<string[]> => {
  const planning = await plan(...lines);
  return planning.ok ? [] : linesOf(planning.problems);
};

/** Trains a run; its losses, by step. */
async function train(run: RunConfig, name: string): Promise<number[]> {
  const directory = new RunDirectory(path.join(scratch(), name));
  const task = { ...sampleTask(run, directory), sources: { folders: [], cacheFolder: scratch() } };
  const status = await executeTask(task, store, {
    report: () => undefined,
    shouldStop: () => false,
  });
  expect(status.state).toBe('completed');
  return readMetrics(directory.metricsFile).rows.map(({ values }) => values['train/loss'] ?? NaN);
}

beforeEach(() => writeOwnCode(scratch()));

describe.each(['compiled', 'eager'])('%s', (engine) => {
  test('an activation and an optimizer of own code train as those that are built in', async () => {
    const own = await planRun(
      'model: { type: mlp, hidden: [5], activation: { module: ./soft-sign.ts } }',
      'optimizer: { module: ./heavy-ball.ts, learningRate: 0.1 }',
      `engine: ${engine}`,
    );
    const known = await planRun(
      'model: { type: mlp, hidden: [5], activation: softsign }',
      'optimizer: { type: momentum, learningRate: 0.1 }',
      `engine: ${engine}`,
    );
    const [losses, expected] = [await train(own, 'own'), await train(known, 'known')];
    expect(losses).toHaveLength(30);
    for (const [at, loss] of losses.entries()) expect(loss).toBeCloseTo(expected[at] ?? NaN, 5);
  });
});

test('a layer of own code has weights that train, as part of a grid in processes of its own', async () => {
  const layers = '[{ type: dense, units: 5 }, { module: ./scale.js, name: gain }]';
  const spec = writeSpec(
    scratch(),
    `
name: own
dataset: { name: moons, size: 60 }
model: { type: layers, layers: ${layers} }
optimizer: { type: sgd, learningRate: 0.5 }
steps: 20
summaries: [weights]
grid: { engine: [compiled, eager] }
`,
  );
  const results = path.join(scratch(), 'results');
  const { exitCode } = await runAblate(['run', spec, '--results-dir', results]);
  expect(exitCode).toBe(0);
  const folders = ['compiled-s0', 'eager-s0'].map((name) => path.join(results, 'own', name));
  const weights = folders.map(
    (folder) =>
      new Float32Array(
        new Uint8Array(fs.readFileSync(path.join(folder, 'model/weights.bin'))).buffer,
      ),
  );
  // Kernel and bias of 5 units over 2 inputs, then the scale, which began as 1.
  const [compiled = [], eager = []] = weights.map((values) => [...values.slice(15, 20)]);
  for (const [at, value] of compiled.entries()) expect(value).toBeCloseTo(eager[at] ?? NaN, 5);
  expect(Math.max(...compiled.map((value) => Math.abs(value - 1)))).toBeGreaterThan(0.01);
});

test('data of own code depend on its settings, and on the contents of its files', async () => {
  const file = path.join(scratch(), 'shift.txt');
  fs.writeFileSync(file, '0.25');
  const spec = 'dataset: { module: ./quadrants.ts, file: shift.txt }';
  const first = await planRun(spec);
  expect(first.data?.facts).toMatchObject({
    inputShape: [2],
    classNames: ['unlike', 'like'],
    trainCount: 40,
    validationCount: 0,
    testCount: 40,
  });
  expect(await train(first, 'first')).toHaveLength(30);
  expect((await planRun(spec)).configHash).toBe(first.configHash);
  fs.renameSync(file, path.join(scratch(), 'moved.txt'));
  fs.mkdirSync(path.join(scratch(), 'below'));
  fs.renameSync(path.join(scratch(), 'moved.txt'), path.join(scratch(), 'below', 'shift.txt'));
  const moved = await planRun(spec.replace('shift', 'below/shift'));
  expect(moved.configHash).toBe(first.configHash);
  fs.writeFileSync(path.join(scratch(), 'below', 'shift.txt'), '0.5');
  expect((await planRun(spec.replace('shift', 'below/shift'))).configHash).not.toBe(
    first.configHash,
  );
});

test('data of own code may be numbers to predict', async () => {
  writeOwnCode(scratch(), {
    'line.ts': `
import { defineDataset } from 'ablate';
const draw = (count: number) => {
  const inputs = Array.from({ length: count }, (_, i) => [i / count]);
  return { inputs, labels: inputs.map(([x = 0]) => [3 * x, 1 - x]) };
};
export default defineDataset({
  read: () => ({ inputShape: [1], targets: ['up', 'down'], train: draw(40), test: draw(11) }),
});`,
  });
  const run = await planRun(
    'dataset: { module: ./line.ts }',
    'loss: meanSquaredError',
    'optimizer: { type: adam, learningRate: 0.05 }',
    'steps: 200',
  );
  expect(run.data?.facts).toMatchObject({ classCount: 0, targets: { names: ['up', 'down'] } });
  await train(run, 'line');
  const { rows } = readMetrics(path.join(scratch(), 'line', 'metrics.csv'));
  expect(rows.at(-1)?.values['test/r2']).toBeGreaterThan(0.95);
});

test('the content of own code, and of what it imports, is part of a run; its place is not', async () => {
  const line = 'model: { type: mlp, hidden: [5], activation: { module: ./soft-sign.ts } }';
  const first = await planRun(line);
  fs.writeFileSync(path.join(scratch(), 'half.ts'), 'export const half = 0.25;');
  const second = await planRun(line);
  expect(second.configHash).not.toBe(first.configHash);
  await expect(train(first, 'first')).rejects.toThrow('has changed since the run was planned');
  fs.mkdirSync(path.join(scratch(), 'below'));
  writeOwnCode(path.join(scratch(), 'below'));
  const third = await planRun(line.replace('./', './below/'));
  expect(third.configHash).toBe(first.configHash);
  await train(third, 'third');
});

test('a trial is named by the file, and own settings are an axis like any other', async () => {
  const planning = await plan(
    'model: { type: mlp, hidden: [5], activation: { module: ./soft-sign.ts } }',
    'grid: { model.activation: [{ module: ./soft-sign.ts }, tanh], optimizer.learningRate: [0.1] }',
  );
  expect(planning.ok && planning.plan.runs.map(({ trial }) => trial)).toEqual([
    'soft-sign_lr0.1',
    'tanh_lr0.1',
  ]);
});

test.each([
  ['{ module: ./none.ts }', "3:56 ./none.ts can't be read: there is no such file (Looked for "],
  ['{ module: 5 }', '3:56 `model.activation.module` is no file (Name a TypeScript or JavaScript'],
  [
    '{ module: ./heavy-ball.ts }',
    '3:56 ./heavy-ball.ts is own code of an optimizer, but `model.activation` takes an activation',
  ],
  ['{ module: ./half.ts }', '3:56 ./half.ts exports nothing that Ablate knows (Its default export'],
  [
    '{ module: ./soft-sign.ts, sharpnes: 2 }',
    '3:72 unknown key `sharpnes` (Did you mean `sharpness`?)',
  ],
  ['{ module: ./soft-sign.ts, sharpness: 0 }', '3:83 `sharpness` is 0, expected more than 0'],
  ['{ module: ./broken.ts }', '3:56 ./broken.ts fails: ParseError: '],
  ['{ module: ./throws.ts }', '3:56 ./throws.ts fails: no luck (In '],
])('%s is told at its place', async (activation, expected) => {
  writeOwnCode(scratch(), {
    'broken.ts': 'export default (',
    'throws.ts': '\nthrow new Error("no luck");',
  });
  const [first = '', ...others] = await complain(
    `model: { type: mlp, hidden: [3], activation: ${activation} }`,
  );
  expect(first).toContain(expected);
  expect(others).toEqual([]);
});

test('what own code throws while it trains is told as the user’s, with line and column', async () => {
  writeOwnCode(scratch(), {
    'late.ts': ownCode['soft-sign.ts'].replace(/tf\.div\(.*\),\n/s, 'tf.nothing(x),\n'),
  });
  const run = await planRun('model: { type: mlp, hidden: [3], activation: { module: ./late.ts } }');
  await expect(train(run, 'late')).rejects.toMatchObject({
    message: 'own code fails: tf.nothing is not a function',
    hint: expect.stringMatching(/^In .*late\.ts:\d+:\d+$/),
  });
});

test.each([
  ['labels: inputs.map(() => 2)', 'label 0 of `train` is 2, expected a class from 0 to 1'],
  ['labels: [1]', '`train` has 80 values for 1 labels, expected 2 for each'],
  [
    'labels: inputs.map(() => 1), inputs: inputs.map(() => [0, NaN])',
    'has a value that is no number',
  ],
])('data with %s are refused', async (labels, message) => {
  fs.writeFileSync(path.join(scratch(), 'shift.txt'), '0');
  const text = ownCode['quadrants.ts'].replace(/labels: inputs.map\(.*\)\) \}/, `${labels} }`);
  writeOwnCode(scratch(), { 'faulty.ts': text });
  const [first = ''] = await complain('dataset: { module: ./faulty.ts, file: shift.txt }');
  expect(first).toContain(message);
});

test('the from-scratch network does not know own code', async () => {
  const lines = await complain('optimizer: { module: ./heavy-ball.ts }', 'engine: reference');
  expect(lines).toEqual([expect.stringContaining('the reference engine does not know own code')]);
});
