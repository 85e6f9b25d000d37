import { spawn } from 'node:child_process';
import path from 'node:path';
import { type RunTask, writeTask } from '../../../src/launch/run-task';
import { workerEnvironment, workerScript } from '../../../src/launch/worker/worker-process';
import type { RunConfig } from '../../../src/plan/run-config';
import { RunDirectory } from '../../../src/records/run-directory';
import { readStatus } from '../../../src/records/status';
import { placeLease } from '../../leases/foreign-lease';
import { planText } from '../../plan/plan-samples';
import { useScratchFolder } from '../../scratch-folder';
import { sampleTask } from '../sample-task';

jest.setTimeout(60_000);

const scratch = useScratchFolder();
const planning = planText(`
name: worker
dataset: moons
model: { type: mlp, hidden: [3] }
steps: 20
batchSize: full
optimizer: sgd
engine: reference
`);
const [config] = (planning.ok ? planning.plan.runs : []) as [RunConfig];

const directory = () => new RunDirectory(path.join(scratch(), 'run'));

/** Starts a worker without a parent on a task in a file, and waits for its end. */
async function work(task: RunTask, environment = workerEnvironment(task.threadUse)) {
  const file = path.join(scratch(), 'task.json');
  writeTask(file, task);
  const child = spawn(process.execPath, [workerScript, file], { env: environment });
  let stdout = '';
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
  });
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  const reports = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string });
  return { exitCode, reports, types: reports.map(({ type }) => type) };
}

test('a task in a file is executed without a parent, and only once', async () => {
  const task = sampleTask(config, directory());
  const first = await work(task);
  expect(first.exitCode).toBe(0);
  expect(first.types).toContain('started');
  expect(first.types.at(-1)).toBe('ended');
  const status = readStatus(directory().statusFile);
  expect(status).toMatchObject({ state: 'completed', step: 20 });

  const again = await work(task);
  expect(again).toMatchObject({ exitCode: 0, types: ['ended'] });
  expect(readStatus(directory().statusFile)).toEqual(status);
});

test('what keeps a task from being executed is reported and recorded', async () => {
  const task = sampleTask(config, directory());
  const otherThreads = workerEnvironment({ threads: 2, kernelsAtOnce: 1 });
  const { exitCode, reports } = await work(task, otherThreads);
  expect(exitCode).toBe(1);
  expect(reports).toEqual([
    {
      type: 'failed',
      error: expect.stringMatching(/other threads than .* TF_NUM_INTRAOP_THREADS=1 /s),
      isExpected: true,
    },
  ]);
  expect(readStatus(directory().statusFile)).toMatchObject({ state: 'failed' });
});

test('a run that another process holds is left alone', async () => {
  directory().prepare();
  placeLease(directory().leaseFile);
  const { exitCode, reports } = await work(sampleTask(config, directory()));
  expect(exitCode).toBe(1);
  expect(reports).toEqual([
    expect.objectContaining({
      error: expect.stringContaining('is held by process 4242 on elsewhere, since 2026-01-01'),
    }),
  ]);
  expect(readStatus(directory().statusFile).state).toBe('absent');
});
