import path from 'node:path';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { readStatus } from '../../../src/records/status';
import { useScratchFolder } from '../../scratch-folder';
import { runAblate, writeSpec } from '../start-ablate';

jest.setTimeout(180_000);

const scratch = useScratchFolder();

/**
 * At 0.3 the network is at its best by step 50 and stops early between the rungs 30 and 90; at 0.02
 * it is still on its way at 90, and worse. One trial has ended before the first rung.
 */
const specText = `
name: halved
dataset: { name: moons, size: 100, validation: 200, testSize: 20 }
model: { type: mlp, hidden: [8] }
optimizer: adam
batchSize: full
logEvery: 10
evaluateEvery: 10
summaries: []
earlyStopping: { patience: 1 }
metric: { goal: minimize }
halving: { firstRung: 30, factor: 3 }
zip:
  optimizer.learningRate: [0.0001, 0.0002, 0.02, 0.3, 0.00001]
  steps: [270, 270, 270, 270, 20]
`;

const ends = {
  'lr1e-4_steps270-s0': 'stopped 30: not among the best at step 30',
  'lr2e-4_steps270-s0': 'stopped 30: not among the best at step 30',
  'lr0.02_steps270-s0': 'stopped 90: not among the best at step 90',
  'lr0.3_steps270-s0': expect.stringMatching(/^completed [5-8]0$/),
  'lr1e-5_steps20-s0': 'completed 20',
};

function readEnds(directory: ExperimentDirectory): Record<string, string> {
  return Object.fromEntries(
    Object.keys(ends).map((runId) => {
      const status = readStatus(directory.run(runId).statusFile);
      const step = 'step' in status ? status.step : '';
      const reason = status.state === 'stopped' ? `: ${status.reason}` : '';
      return [runId, `${status.state} ${step}${reason}`];
    }),
  );
}

test('a trial that ended between rungs stands by its best, and what goes well exits with 0', async () => {
  const spec = writeSpec(scratch(), specText);
  const results = path.join(scratch(), 'results');
  const directory = new ExperimentDirectory(path.join(results, 'halved'));
  const args = ['run', spec, '--results-dir', results];

  const first = await runAblate(args);
  expect(first.exitCode).toBe(0);
  expect(readEnds(directory)).toEqual(ends);
  expect(first.stdout).toMatch(/^1 +lr0\.3_steps270 /m);
  expect(first.stderr).toContain('step 30: 2 of 5 trials go on');
  expect(first.stderr).toContain('step 90: 1 of 2 trials go on');
  const counts = [...first.stderr.matchAll(/^\[(\d+)\/5/gm)].map(([, count]) => Number(count));
  expect(counts).toEqual([1, 2, 3, 4, 5]);

  const again = await runAblate(args);
  expect(again).toMatchObject({ exitCode: 0, stdout: first.stdout });
  expect(again.stderr).toContain('Every run has its result already.');
  expect(again.stderr).not.toContain('started');

  // What begins anew meets the decisions that were made without it.
  const anew = await runAblate([...args, '--rerun', 'lr0.3_steps270-s0']);
  expect(anew.exitCode).toBe(0);
  expect(readEnds(directory)).toEqual(ends);
  expect(anew.stderr.match(/ started$/gm)).toHaveLength(1);
});
