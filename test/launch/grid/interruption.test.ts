import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compareExperiments } from '../../../scripts/torture/compare-experiments';
import { readLeaseHolder } from '../../../src/leases/lease';
import { listCheckpoints } from '../../../src/records/checkpoints/checkpoint-folder';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import type { RunDirectory } from '../../../src/records/run-directory';
import { readStatus } from '../../../src/records/status';
import { type RunningCommand, runAblate, startAblate, waitUntil, writeSpec } from '../start-ablate';

/** Two runs of some seconds, side by side where there are two cores. */
const specText = `
name: long
dataset: { name: moons, size: 120 }
model: { type: mlp, hidden: [8], dropout: 0.2 }
optimizer: { type: adam, learningRate: 0.01 }
steps: 6000
batchSize: 32
logEvery: 1000
evaluateEvery: 3000
checkpointEvery: 500
summaries: [weights]
seeds: 2
`;

jest.setTimeout(120_000);

let folder: string;
let spec: string;
let undisturbed: ExperimentDirectory;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-interruption-'));
  spec = writeSpec(folder, specText);
  const { exitCode } = await runAblate(['run', spec, '--results-dir', resultsFolder('calm')]);
  expect(exitCode).toBe(0);
  undisturbed = new ExperimentDirectory(path.join(resultsFolder('calm'), 'long'));
});

/** Grids that a failed test may have left running. */
const started: RunningCommand[] = [];

afterEach(async () => {
  for (const command of started.splice(0)) {
    if (command.process.exitCode === null && command.process.signalCode === null) {
      command.signalGroup('SIGKILL');
    }
    await command.ended;
  }
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function resultsFolder(name: string): string {
  return path.join(folder, name);
}

/** Starts the grid in a folder of its own and waits until its first run has a checkpoint. */
async function startAndWait(name: string) {
  const args = ['run', spec, '--results-dir', resultsFolder(name)];
  const command = startAblate(args);
  started.push(command);
  const directory = new ExperimentDirectory(path.join(resultsFolder(name), 'long'));
  const first = directory.run('base-s0');
  await waitUntil('there is a checkpoint', () => listCheckpoints(first.checkpoints).length > 0);
  return { command, args, directory, first };
}

function workerOf(run: RunDirectory): number | undefined {
  return readLeaseHolder(run.leaseFile)?.pid;
}

/** Runs the same command again and expects the results of an undisturbed grid. */
async function expectSameAfterRerun(args: readonly string[], directory: ExperimentDirectory) {
  const { exitCode, stderr } = await runAblate(args);
  expect(exitCode).toBe(0);
  expect(compareExperiments(undisturbed, directory)).toEqual([]);
  return stderr;
}

test('Ctrl-C ends with a checkpoint, and the same command goes on from there', async () => {
  const { command, args, directory, first } = await startAndWait('ctrl-c');
  command.signalGroup('SIGINT');
  const { exitCode, stderr } = await command.ended;
  expect(exitCode).toBe(130);
  expect(stderr).toContain('Stopping: every run saves a checkpoint.');
  const status = readStatus(first.statusFile);
  expect(status.state).toBe('interrupted');
  const step = 'step' in status ? status.step : undefined;
  expect(stderr).toContain(`interrupted base-s0 at step ${step}, with a checkpoint`);
  const [newest = ''] = listCheckpoints(first.checkpoints);
  expect(path.basename(newest)).toBe(`checkpoint-${String(step).padStart(8, '0')}.ablate`);

  const again = await expectSameAfterRerun(args, directory);
  expect(again).toContain(`base-s0 goes on behind step ${step}`);
});

test('a second Ctrl-C ends everything at once and calls nothing a failure', async () => {
  const { command, first } = await startAndWait('ctrl-c-twice');
  command.process.kill('SIGINT');
  await waitUntil('the first is heard', () => command.stderr().includes('Press Ctrl-C again'));
  command.process.kill('SIGINT');
  const { exitCode, stderr } = await command.ended;
  expect(exitCode).toBe(130);
  expect(stderr).not.toContain('failed');
  expect(['interrupted', 'completed']).toContain(readStatus(first.statusFile).state);
});

test('a worker that is killed is told of at once, and the others go on', async () => {
  const { command, args, directory, first } = await startAndWait('worker');
  process.kill(workerOf(first) ?? 0, 'SIGKILL');
  await waitUntil('the failure is told', () =>
    command
      .stderr()
      .includes('failed base-s0: its process was killed by SIGKILL, as the system does'),
  );
  const other = directory.run('base-s1');
  expect(readStatus(other.statusFile).state).not.toBe('completed');
  const { exitCode } = await command.ended;
  expect(exitCode).toBe(1);
  expect(readStatus(first.statusFile).state).toBe('failed');
  expect(readStatus(other.statusFile).state).toBe('completed');
  await expectSameAfterRerun(args, directory);
});

test('workers whose parent is killed end by themselves, with a checkpoint', async () => {
  const { command, args, directory, first } = await startAndWait('parent');
  const worker = workerOf(first);
  expect(worker).toBeDefined();
  command.process.kill('SIGKILL');
  await waitUntil('the worker is gone', () => workerOf(first) === undefined);
  const status = readStatus(first.statusFile);
  expect(status.state).toBe('interrupted');
  const step = 'step' in status ? status.step : undefined;
  expect(listCheckpoints(first.checkpoints)[0]).toContain(String(step));
  await expectSameAfterRerun(args, directory);
});
