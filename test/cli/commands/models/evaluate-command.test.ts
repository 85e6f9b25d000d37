import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ExperimentDirectory } from '../../../../src/records/experiment-directory';
import type { RunDirectory } from '../../../../src/records/run-directory';
import { readRunFile } from '../../../../src/records/run-file';
import { readStatus } from '../../../../src/records/status';
import { runAblate, writeSpec } from '../../../launch/start-ablate';

let folder: string;
let runs: readonly RunDirectory[];

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-evaluate-'));
  const spec = writeSpec(
    folder,
    [
      'name: points',
      'dataset: { name: moons, size: 100, validation: 50, testSize: 70 }',
      'model: { type: mlp, hidden: [8] }',
      'optimizer: { type: adam, learningRate: 0.05 }',
      'steps: 40',
      'grid: { engine: [compiled, eager, reference] }',
    ].join('\n'),
  );
  const { exitCode } = await runAblate(['run', spec, '--results-dir', folder, '--quiet']);
  expect(exitCode).toBe(0);
  runs = new ExperimentDirectory(path.join(folder, 'points')).listRuns();
}, 120_000);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const evaluate = async (run: RunDirectory, ...args: string[]) => {
  const answer = await runAblate(['evaluate', run.path, '--json', ...args], { cwd: folder });
  return { ...answer, json: JSON.parse(answer.stdout) };
};

test('a model has the metrics on its own test split that were recorded, whatever its engine', async () => {
  expect(runs).toHaveLength(3);
  for (const run of runs) {
    const status = readStatus(run.statusFile);
    const file = readRunFile(run.runFile);
    if (status.state !== 'completed' || file.state !== 'sound') throw new Error('No result');
    const { json } = await evaluate(run);
    const [{ split, count, metrics }] = json.splits;
    expect({ split, count }).toEqual({ split: 'test', count: 70 });
    expect(metrics.accuracy).toBe(status.metrics['test/accuracy']);
    expect(metrics.loss).toBeCloseTo(status.metrics['test/loss'] ?? Number.NaN, 6);
    expect(file.value.environment['dataset']).toMatchObject({ checksum: json.checksum });
  }
});

test('another data set is named by a mapping, a name or a spec', async () => {
  const [run] = runs;
  if (run === undefined) throw new Error('No run');
  const { json } = await evaluate(run, '--dataset', '{ name: circles, testSize: 30 }');
  expect(json.dataset).toMatchObject({ name: 'circles', testSize: 30 });
  expect(json.splits).toMatchObject([{ split: 'test', count: 30 }]);
  const spec = path.join(folder, 'other.yaml');
  fs.writeFileSync(
    spec,
    'name: other\ndataset: { name: moons, testSize: 20 }\nmodel: mlp\noptimizer: adam\nsteps: 1\n',
  );
  const own = await evaluate(run, '--dataset', spec, '--split', 'all');
  const counts = own.json.splits.map((one: { count: number }) => one.count);
  expect(counts).toEqual([200, 1000, 20]);
});

test('data of another shape, and names of no data set, are refused', async () => {
  const [run] = runs;
  if (run === undefined) throw new Error('No run');
  const digits = await evaluate(
    run,
    '--dataset',
    '{ name: synthetic-digits, train: 20, test: 10 }',
  );
  expect(digits.exitCode).toBe(1);
  expect(digits.json.error.message).toBe(
    'synthetic-digits has inputs of 28 x 28 x 1, and the model takes 2',
  );
  const unknown = await evaluate(run, '--dataset', 'mooons');
  expect(unknown.exitCode).toBe(1);
  expect(unknown.json.error.message).toContain('--dataset mooons');
});
