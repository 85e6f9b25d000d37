import fs from 'node:fs';
import path from 'node:path';
import { readRun } from '../../../src/analysis/results/read-run';
import { RunDirectory } from '../../../src/records/run-directory';
import { useScratchFolder } from '../../scratch-folder';
import { runAblate, writeSpec } from '../start-ablate';

jest.setTimeout(120_000);

const scratch = useScratchFolder();

/** Convolutions large enough to be spread over threads. */
const specText = `
name: threads
dataset: { name: synthetic-digits, train: 400, validation: 0, test: 50 }
model: { type: layers, layers: [{ type: conv2d, filters: 32, kernelSize: 5 }, { type: flatten }, { type: dense, units: 16 }] }
optimizer: { type: sgd, learningRate: 0.05 }
steps: 6
batchSize: 200
logEvery: 2
evaluateEvery: 6
summaries: []
`;

/** Metrics and weights of seed 0, and the threads that it had. */
async function runSeedZero(name: string, seeds: number, ...options: string[]) {
  const spec = writeSpec(scratch(), `${specText}seeds: ${seeds}\n`);
  const results = path.join(scratch(), name);
  const { exitCode } = await runAblate(['run', spec, '--results-dir', results, ...options]);
  expect(exitCode).toBe(0);
  const directory = new RunDirectory(path.join(results, 'threads', 'base-s0'));
  const { config, environment } = readRun(directory);
  return {
    threads: environment['threads'],
    hash: config.configHash,
    metrics: fs.readFileSync(directory.metricsFile, 'utf8'),
    weights: fs.readFileSync(path.join(directory.model, 'weights.bin')).toString('hex'),
  };
}

test('a seed gives the same bits alone, in a grid, and however many runs are at once', async () => {
  const alone = await runSeedZero('alone', 1);
  expect(alone.threads).toBe(2);
  expect(await runSeedZero('one-after-the-other', 2, '--jobs', '1')).toEqual(alone);
  expect(await runSeedZero('at-once', 2)).toEqual(alone);
});
