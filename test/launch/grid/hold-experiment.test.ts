import fs from 'node:fs';
import path from 'node:path';
import { lockExperiment, waitForOrphans } from '../../../src/launch/grid/hold-experiment';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import type { RunDirectory } from '../../../src/records/run-directory';
import { type RunStatus, writeStatus } from '../../../src/records/status';
import { UserError } from '../../../src/util/user-error';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();

/** What a process of another machine, or of this one under an earlier name, left. */
const foreign = { pid: 4242, host: 'elsewhere', identity: '1', since: '2026-01-01T00:00:00.000Z' };

function openExperiment(): ExperimentDirectory {
  const directory = new ExperimentDirectory(path.join(scratch(), 'my results'));
  directory.prepare();
  return directory;
}

function lockedRun(directory: ExperimentDirectory, name: string, status: RunStatus): RunDirectory {
  const run = directory.run(name);
  run.prepare();
  fs.writeFileSync(run.lockFile, JSON.stringify(foreign));
  writeStatus(run.statusFile, status);
  return run;
}

const unfinished: RunStatus = { state: 'running', step: 0, configHash: 'a' };

async function failureOf(action: () => unknown): Promise<UserError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('It did not fail');
}

test('an experiment that another machine holds is refused with the lock and how to take over', async () => {
  const directory = openExperiment();
  fs.writeFileSync(directory.lockFile, JSON.stringify(foreign));
  const { message, hint } = await failureOf(() => lockExperiment(directory));
  expect(message).toBe(
    `${directory.path} is in use by process 4242 on elsewhere, since 2026-01-01T00:00:00.000Z`,
  );
  expect(hint).toContain(`take over: rm '${directory.lockFile}'`);
});

test('runs that are written to are waited for, and named with their locks', async () => {
  const directory = openExperiment();
  const runs = ['a-s0', 'a-s1'].map((name) => lockedRun(directory, name, unfinished));
  const heard: string[] = [];
  const onWait = (orphans: readonly { lockFile: string }[]): void => {
    heard.push(...orphans.map(({ lockFile }) => lockFile));
  };
  const { message, hint } = await failureOf(() => waitForOrphans(runs, onWait, 1500));
  expect(heard).toEqual(runs.map(({ lockFile }) => lockFile));
  expect(message).toContain(`${runs[0]?.lockFile} is held by process 4242 on elsewhere`);
  expect(message).toContain('and 1 more like it');
  expect(hint).toContain(`rm '${runs[0]?.lockFile}' '${runs[1]?.lockFile}'`);
});

test('nobody waits for a run that has its result, nor for a process that is gone', async () => {
  const directory = openExperiment();
  const done: RunStatus = {
    state: 'completed',
    step: 1,
    metrics: {},
    pathologies: [],
    configHash: 'a',
  };
  const runs = [lockedRun(directory, 'a-s0', done), directory.run('a-s1')];
  const onWait = jest.fn();
  await waitForOrphans(runs, onWait, 0);
  expect(onWait).not.toHaveBeenCalled();
});
