import path from 'node:path';
import { compareExperiments } from '../../../scripts/torture/compare-experiments';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { readStatus } from '../../../src/records/status';
import { useScratchFolder } from '../../scratch-folder';
import { runAblate, writeSpec } from '../start-ablate';

jest.setTimeout(180_000);

const scratch = useScratchFolder();

/** Networks with all that may stay behind in a process, some of which diverge. */
const specText = `
name: warm
dataset: { name: synthetic-digits, train: 90, validation: 30, test: 30 }
model:
  type: layers
  activation: relu
  layers:
    - { type: conv2d, filters: 3, kernelSize: 3 }
    - maxPool2d
    - batchNorm
    - { type: dense, units: 12 }
    - { type: dropout, rate: 0.3 }
optimizer: { type: adam, learningRate: 0.01 }
steps: 12
batchSize: 20
logEvery: 4
evaluateEvery: 6
checkpointEvery: 6
grid:
  engine: [compiled, eager]
  optimizer:
    - { type: adam, learningRate: 0.01 }
    - { type: sgd, learningRate: 1000 }
    - { type: adamw, learningRate: 0.01 }
seeds: 2
`;

test('a run behind others in its process has the bits of one in a process of its own', async () => {
  const spec = writeSpec(scratch(), specText);
  const [warm, alone] = ['warm', 'alone'].map((name) => path.join(scratch(), name)) as [
    string,
    string,
  ];
  const command = ['run', spec, '--quiet', '--results-dir'];
  await runAblate([...command, warm, '--jobs', '1']);
  await runAblate([...command, alone, '--isolate']);
  const [left, right] = [warm, alone].map(
    (folder) => new ExperimentDirectory(`${folder}/warm`),
  ) as [ExperimentDirectory, ExperimentDirectory];
  const runs = left.listRuns();
  const diverged = runs.filter(({ statusFile }) => readStatus(statusFile).state === 'diverged');
  expect(runs).toHaveLength(12);
  expect(diverged).toHaveLength(4);
  expect(compareExperiments(left, right)).toEqual([]);
});
