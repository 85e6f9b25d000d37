import path from 'node:path';
import { readRungValue } from '../../../src/launch/grid/rung-value';
import type { RunConfig } from '../../../src/plan/run-config';
import { MetricsWriter } from '../../../src/records/metrics/metrics-csv';
import { RunDirectory } from '../../../src/records/run-directory';
import { type RunStatus, writeStatus } from '../../../src/records/status';
import { planSample } from '../../analysis/sample-results';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();

const [config] = planSample('steps: 200').runs as [RunConfig];
const common = { configHash: config.configHash, updatedAt: '', durationMs: 1 };

/** The value at a rung of a run that has `test/accuracy` of 0.1 per ten steps, up to `lastStep`. */
function valueAt(rung: number, lastStep: number, status: RunStatus): number | undefined {
  const directory = new RunDirectory(path.join(scratch(), 'run'));
  directory.prepare();
  writeStatus(directory.statusFile, status);
  const metrics = MetricsWriter.create(directory.metricsFile, ['test/accuracy']);
  for (let step = 10; step <= lastStep; step += 10) {
    metrics.append({ step, values: { 'test/accuracy': step / 100 } });
  }
  metrics.close();
  return readRungValue(config, directory, 'test/accuracy', rung);
}

const waiting: RunStatus = { state: 'stopped', step: 30, reason: '', metrics: {}, ...common };

/** Ended at step 70 by early stopping, which put the weights of step 50 back. */
const early: RunStatus = {
  state: 'completed',
  step: 70,
  bestStep: 50,
  metrics: { 'test/accuracy': 0.99 },
  pathologies: [],
  ...common,
};
const diverged: RunStatus = { ...early, state: 'diverged', reason: '', metrics: {} };
const failed: RunStatus = { state: 'failed', error: 'killed', step: 40, ...common };

test.each([
  ['waits there', 30, 30, waiting, 0.3],
  ['has not got there', 90, 30, waiting, undefined],
  ['ended early before', 90, 70, early, 0.99],
  ['ended early right there', 70, 70, early, 0.99],
  ['ended early behind', 30, 70, early, 0.3],
  ['diverged before', 90, 60, diverged, 0.5],
  ['diverged behind', 30, 60, diverged, 0.3],
  ['failed before', 90, 40, failed, 0.5],
  ['failed behind', 30, 40, failed, 0.3],
  ['came of other settings', 30, 30, { ...waiting, configHash: 'other' }, undefined],
] as const)('a run that %s', (_what, rung, lastStep, status, value) => {
  expect(valueAt(rung, lastStep, status)).toBe(value);
});
