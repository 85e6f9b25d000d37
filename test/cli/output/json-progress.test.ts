import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../../src/util/process/package-version';
import { runAblate, writeSpec } from '../../launch/start-ablate';
import { useScratchFolder } from '../../scratch-folder';

jest.setTimeout(240_000);

const scratch = useScratchFolder();
const manual = fs.readFileSync(path.join(packageRoot, 'src', 'cli', 'README.md'), 'utf8');

interface Line {
  readonly version: number;
  readonly event: string;
  readonly time: string;
  readonly experiment: string;
  readonly [key: string]: unknown;
}

test('run tells what happens in lines of JSON, and the answer apart', async () => {
  const spec = writeSpec(
    scratch(),
    `
name: tiny
dataset: { name: moons, size: 40 }
model: { type: mlp, hidden: [3] }
optimizer: { type: sgd, learningRate: 0.01 }
steps: 10
batchSize: 10
seeds: 2
`,
  );
  const args = ['run', spec, '--no-download', '--json', '--progress', 'json', '--jobs', '1'];
  const { exitCode, stdout, stderr } = await runAblate(args, { cwd: scratch() });
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ command: 'run' });
  const lines = stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
  for (const { version, event, time, experiment } of lines) {
    expect([version, experiment]).toEqual([1, 'tiny']);
    expect(Date.parse(time)).toBeGreaterThan(0);
    expect(manual).toContain(`| \`${event}\` |`);
  }
  const select = (event: string): Line[] => lines.filter((line) => line.event === event);
  expect(lines[0]).toMatchObject({ event: 'begun', runs: 2 });
  expect(lines.at(-1)).toMatchObject({ event: 'over', done: 2, runs: 2 });
  expect(select('started').map(({ run, seed, step }) => [run, seed, step])).toEqual([
    ['base-s0', 0, 0],
    ['base-s1', 1, 0],
  ]);
  expect(select('ended')).toMatchObject([
    { run: 'base-s0', state: 'completed', step: 10, reason: null, done: 1, runs: 2 },
    { run: 'base-s1', metrics: { 'test/accuracy': expect.any(Number) as number }, done: 2 },
  ]);
  const again = await runAblate(args, { cwd: scratch() });
  expect(again.stderr).toContain('"event":"skipped"');
  expect(again.stderr).toContain('"text":"Every run has its result already."');
});
