import fs from 'node:fs';
import path from 'node:path';
import { compareExperiments } from '../../../scripts/torture/compare-experiments';
import { listStrays, readResults } from '../../../src/analysis/results/read-results';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { runAblate, startAblate, waitUntil, writeSpec } from '../../launch/start-ablate';
import { useScratchFolder } from '../../scratch-folder';

/** Halved, tuned and confirmed: 2 x 2 settings with 2 seeds, then 2 with 3 fresh ones. */
const specText = `
name: staged
dataset: { name: moons, size: 60, validation: 50, testSize: 50 }
model: { type: mlp, hidden: [4] }
batchSize: 20
steps: 200
evaluateEvery: 100
checkpointEvery: 100
summaries: []
seeds: 2
grid: { optimizer: [sgd, adam] }
sample:
  count: 2
  axes:
    optimizer.learningRate: { logUniform: [1.0e-3, 1] }
confirm: { seeds: 3 }
halving: { firstRung: 100, factor: 2 }
`;

jest.setTimeout(240_000);

const folder = useScratchFolder();

function open(results: string): ExperimentDirectory {
  return new ExperimentDirectory(path.join(folder(), results, 'staged'));
}

test('stages come again as they were, over kill and resume', async () => {
  const spec = writeSpec(folder(), specText);
  const run = (results: string) => ['run', spec, '--results-dir', path.join(folder(), results)];
  const calm = await runAblate(run('calm'));
  expect(calm.exitCode).toBe(0);
  expect(calm.stderr).toContain('Chosen, and now confirmed on 3 fresh seeds: 6 more runs');
  expect(calm.stdout).toContain('test/accuracy');
  expect(calm.stderr).toContain('on 3 fresh seeds');

  const killed = startAblate(run('killed'));
  await waitUntil('it confirms', () => killed.stderr().includes('now confirmed'));
  await waitUntil('a fresh seed has begun', () => /-s[234] started/.test(killed.stderr()));
  killed.signalGroup('SIGKILL');
  await killed.ended;
  const resumed = await runAblate(run('killed'));
  expect(resumed.exitCode).toBe(0);

  const [expected, actual] = [open('calm'), open('killed')];
  expect(readResults(actual).plan).toEqual(readResults(expected).plan);
  expect(listStrays(readResults(actual).plan, actual)).toEqual([]);
  // Fresh seeds go to their end, whatever halving said of their trial's other seeds.
  const fresh = readResults(actual).runs.filter(({ config }) => config.seed >= 2);
  expect(fresh.map(({ status }) => status.state)).toEqual(Array(6).fill('completed'));
  expect(compareExperiments(expected, actual)).toEqual([]);

  const again = await runAblate(run('killed'));
  expect(again.stderr).toContain('Every run has its result already.');
  expect(fs.readFileSync(actual.planFile, 'utf8')).toBe(fs.readFileSync(expected.planFile, 'utf8'));
});
