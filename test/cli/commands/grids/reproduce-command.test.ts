import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../../../src/util/process/package-version';
import { useScratchFolder } from '../../../scratch-folder';

const scratch = useScratchFolder();

const spec = (value: number): string => `
name: moons-published
dataset: { name: moons, size: 40, testSize: 40, noise: 0.1 }
model: { type: mlp, hidden: [3], activation: tanh }
optimizer: { type: adam, learningRate: 0.05 }
steps: 20
evaluateEvery: 10
batchSize: full
grid: { model.activation: [tanh, relu] }
seeds: 2
published:
  - { where: { model.activation: tanh }, metric: test/accuracy, value: ${value}, tolerance: 0.5 }
`;

function reproduce(...options: string[]) {
  const file = path.join(scratch(), 'a.yaml');
  const results = path.join(scratch(), 'results');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      path.join(packageRoot, 'dist/src/cli/main.js'),
      ...['reproduce', file, '--results-dir', results, '--jobs', '1', ...options],
    ],
    { encoding: 'utf8', env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' } },
  );
  return { status, stdout, stderr, folder: path.join(results, 'published') };
}

const writeSpec = (value: number): void =>
  fs.writeFileSync(path.join(scratch(), 'a.yaml'), spec(value));

test('runs what is missing, compares, and judges by the figures of the spec as it is now', () => {
  writeSpec(0.9);
  const before = reproduce('--no-run');
  expect(before.status).toBe(1);
  expect(before.stdout).toContain('incomplete');
  expect(fs.existsSync(before.folder)).toBe(false);

  const first = reproduce('--quiet');
  expect(first.stderr).toBe('');
  expect(first.status).toBe(0);
  const written = JSON.parse(fs.readFileSync(path.join(first.folder, 'published.json'), 'utf8'));
  expect(written.comparisons).toMatchObject([
    { trial: 'tanh', published: 0.9, plannedRuns: 2, verdict: 'within' },
    { trial: 'relu', published: null, plannedRuns: 2, verdict: 'unpublished' },
  ]);
  const page = fs.readFileSync(path.join(first.folder, 'published.md'), 'utf8');
  expect(page).toContain('1 of 1 published figures came back');

  writeSpec(2);
  const second = reproduce('--no-run');
  expect(second.status).toBe(1);
  expect(second.stdout).toContain('outside');
}, 60_000);

test('names what is wrong when there is no spec', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(packageRoot, 'dist/src/cli/main.js'), 'reproduce'],
    { encoding: 'utf8', cwd: scratch() },
  );
  expect(status).toBe(1);
  expect(stderr).toContain('error: There are no experiments/report-*.yaml here');
});
