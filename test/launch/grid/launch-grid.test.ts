import fs from 'node:fs';
import path from 'node:path';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { readStatus } from '../../../src/records/status';
import { useScratchFolder } from '../../scratch-folder';
import { runAblate, writeSpec } from '../start-ablate';

jest.setTimeout(120_000);

const scratch = useScratchFolder();

/** A learning rate at which a linear network blows up within steps, beside one at which it learns. */
const specText = `
name: short
dataset: { name: moons, size: 100 }
model: { type: mlp, hidden: [4], activation: linear }
optimizer: { type: sgd, learningRate: 0.1 }
steps: 40
batchSize: 20
logEvery: 10
evaluateEvery: 20
grid:
  optimizer.learningRate: [0.1, 1000]
`;

/** Content and time of every file of a folder, by path. */
function photograph(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(
    files.map((name) => {
      const file = path.join(folder, name);
      return [name, `${fs.statSync(file).mtimeMs} ${fs.readFileSync(file, 'base64')}`];
    }),
  );
}

test('a grid ends with all its records, a run that diverges is a result, and nothing runs twice', async () => {
  const spec = writeSpec(scratch(), specText);
  const results = path.join(scratch(), 'results');
  const { exitCode, stdout, stderr } = await runAblate(['run', spec, '--results-dir', results]);
  expect(exitCode).toBe(0);
  const directory = new ExperimentDirectory(path.join(results, 'short'));

  const completed = directory.run('lr0.1-s0');
  expect(fs.readdirSync(completed.path).sort()).toEqual([
    'checkpoints',
    // Data, start, end, result, and what is declared of the whole grid beside its first run.
    ...[0, 1, 2, 3, 4].map(() => expect.stringMatching(/^events\.out\.tfevents\./)),
    'findings',
    'findings.json',
    'metrics.csv',
    'model',
    'run.json',
    'run.log',
    'status.json',
  ]);
  expect(fs.readdirSync(completed.model).sort()).toEqual([
    'metadata.json',
    'model.json',
    'weights.bin',
  ]);
  const rows = fs.readFileSync(completed.metricsFile, 'utf8').trim().split('\n');
  expect(rows.map((row) => row.split(',')[0])).toEqual(['step', '10', '20', '30', '40']);
  const status = readStatus(completed.statusFile);
  expect(status).toMatchObject({ state: 'completed', step: 40 });
  const column = rows[0]?.split(',').indexOf('validation/accuracy') ?? -1;
  expect(column).toBeGreaterThan(0);
  const lastAccuracy = Number(rows.at(-1)?.split(',')[column]);
  expect('metrics' in status && status.metrics['validation/accuracy']).toBe(lastAccuracy);

  const diverged = directory.run('lr1000-s0');
  const divergence = readStatus(diverged.statusFile);
  expect(divergence).toMatchObject({ state: 'diverged', reason: 'the training loss became NaN' });
  const step = 'step' in divergence ? divergence.step : undefined;
  expect(step).toBeGreaterThan(1);
  expect(step).toBeLessThan(40);
  expect(fs.existsSync(diverged.model)).toBe(false);
  expect(stderr).toContain(`diverged lr1000-s0 at step ${step}: the training loss became NaN`);
  expect(stdout).toMatch(new RegExp(`^1 +lr0\\.1 +${lastAccuracy.toFixed(4)} `, 'm'));
  expect(stdout).toMatch(/^2 +lr1000 .* 1 of 1 diverged, scored as guessing: 0\.5000$/m);

  const before = photograph(completed.path);
  const beforeDiverged = photograph(diverged.path);
  const again = await runAblate(['run', spec, '--results-dir', results]);
  expect(again.exitCode).toBe(0);
  expect(again.stdout).toBe(stdout);
  expect(again.stderr).toContain('Every run has its result already.');
  expect(again.stderr).not.toContain('started');
  expect(photograph(completed.path)).toEqual(before);
  expect(photograph(diverged.path)).toEqual(beforeDiverged);
});

test('a folder that can not be written fails its own run, with one line', async () => {
  const spec = writeSpec(scratch(), specText.replace('[0.1, 1000]', '[0.1, 0.2, 0.3]'));
  const results = path.join(scratch(), 'results');
  const directory = new ExperimentDirectory(path.join(results, 'short'));
  // One is found by the parent, the other by the worker.
  fs.mkdirSync(directory.path, { recursive: true });
  fs.writeFileSync(directory.run('lr0.1-s0').path, 'a file');
  fs.mkdirSync(directory.run('lr0.2-s0').path);
  fs.writeFileSync(directory.run('lr0.2-s0').model, 'a file');
  // What nobody can read is in nobody's way: it moves aside.
  fs.mkdirSync(directory.run('lr0.3-s0').runFile, { recursive: true });

  const { exitCode, stderr } = await runAblate(['run', spec, '--results-dir', results]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/ failed lr0\.1-s0: Cannot create .*: a file stands where a folder is/);
  expect(stderr).toMatch(/lr0\.2-s0: nothing says of which settings it is .*lr0\.2-s0-unreadable/);
  expect(stderr).toMatch(/ done lr0\.3-s0 /);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(readStatus(directory.run('lr0.2-s0').statusFile).state).toBe('completed');
  expect(readStatus(directory.run('lr0.3-s0').statusFile).state).toBe('completed');
  const replaced = path.join(results, '.replaced', 'short');
  expect(fs.readdirSync(replaced).sort()).toEqual(['lr0.2-s0-unreadable', 'lr0.3-s0-unreadable']);
});
