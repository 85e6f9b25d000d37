import path from 'node:path';
import { executeTask } from '../../src/launch/worker/execute-task';
import { WorkerStore } from '../../src/launch/worker/worker-store';
import type { RunConfig } from '../../src/plan/run-config';
import { RunDirectory } from '../../src/records/run-directory';
import { type RunStatus, readStatus, writeStatus } from '../../src/records/status';
import { planSample } from '../analysis/sample-results';
import { sampleTask } from '../launch/sample-task';
import { useScratchFolder } from '../scratch-folder';

const scratch = useScratchFolder();
const store = new WorkerStore();
const [config] = planSample('steps: 60', 'engine: reference', 'checkpointEvery: 20').runs as [
  RunConfig,
];
const folder = (): RunDirectory => new RunDirectory(path.join(scratch(), config.runId));

/** Executes the run from where it stands, to its end or to a step. */
function execute(pauseStep?: number): Promise<RunStatus> {
  const task = { ...sampleTask(config, folder()), ...(pauseStep !== undefined && { pauseStep }) };
  return executeTask(task, store, { report: () => undefined, shouldStop: () => false });
}

test('a run counts its steps and the time that they took, over pause and resume', async () => {
  const paused = await execute(40);
  expect(paused).toMatchObject({ state: 'stopped', step: 40, training: { steps: 40 } });
  const ended = await execute();
  expect(ended).toMatchObject({ state: 'completed', step: 60, training: { steps: 60 } });
  expect(readStatus(folder().statusFile)).toEqual(ended);
  const { training, durationMs = 0 } = ended;
  expect(training?.durationMs).toBeGreaterThanOrEqual(paused.training?.durationMs ?? Infinity);
  // Data, evaluation, pictures and files take the rest.
  expect(training?.durationMs).toBeLessThan(durationMs);
});

test('of an attempt that was killed neither steps nor time count', async () => {
  const { training, ...before } = await execute(40);
  writeStatus(folder().statusFile, {
    state: 'running',
    step: 40,
    configHash: before.configHash,
    training,
  });
  expect((await execute()).training?.steps).toBe(60);
});

test('results of an earlier version, which did not count, are gone on with', async () => {
  const { training: _, ...before } = await execute(40);
  writeStatus(folder().statusFile, before);
  expect(await execute()).toMatchObject({ state: 'completed', training: { steps: 20 } });
});
