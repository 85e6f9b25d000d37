import fs from 'node:fs';
import path from 'node:path';
import { sharedSpec } from '../launch/shared-spec';
import { runAblate, writeSpec } from '../launch/start-ablate';
import { useScratchFolder } from '../scratch-folder';

jest.setTimeout(120_000);

const scratch = useScratchFolder();

const specText = sharedSpec(`
steps: 40
logEvery: 10
evaluateEvery: 20
seeds: 5
`);

/** Runs the spec with settings overridden; what it says, and what its first run has on record. */
async function run(...options: readonly string[]) {
  const spec = writeSpec(scratch(), specText);
  const results = path.join(scratch(), 'results');
  const ended = await runAblate(['run', spec, '--results-dir', results, ...options]);
  const folder = path.join(results, 'shared', 'base-s0');
  const metrics = fs.readFileSync(path.join(folder, 'metrics.csv'), 'utf8').trim().split('\n');
  return { ...ended, steps: metrics.slice(1).map((row) => Number(row.split(',')[0])) };
}

test('more steps go on, what observes trains nothing, and nothing is asked', async () => {
  const first = await run();
  expect([first.exitCode, first.steps]).toEqual([0, [10, 20, 30, 40]]);

  const longer = await run('--set', 'steps=80');
  expect(longer.exitCode).toBe(0);
  expect(longer.stderr).toContain(
    '5 runs go on where training ended before (steps 40 -> 80); what there was is kept in',
  );
  expect(longer.steps).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);

  const observed = await run('--set', 'steps=80', '--set', 'logEvery=5');
  expect(observed.exitCode).toBe(0);
  expect(observed.stderr).toContain(
    '5 runs keep their results: what changed (logEvery 10 -> 5) only says what is put on record. To train again: --rerun all',
  );
  expect(observed.stderr).toContain('Every run has its result already.');
  expect(observed.steps).toEqual(longer.steps);

  const again = await run('--set', 'steps=80', '--set', 'logEvery=20', '--rerun', 'all');
  expect(again.steps).toEqual([20, 40, 60, 80]);
});

test('a schedule that ends with the run is said to keep training from going on', async () => {
  await run('--set', 'schedule=cosine');
  const longer = await run('--set', 'schedule=cosine', '--set', 'steps=80', '--replace');
  expect(longer.exitCode).toBe(0);
  expect(longer.stderr).toContain('5 earlier results of other settings (steps 40 -> 80) moved to');
  expect(longer.stderr).toContain(
    "Training can't go on from them: with cosine the learning rate of every step depends on the number of steps.",
  );
});
