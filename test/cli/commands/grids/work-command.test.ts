import fs from 'node:fs';
import path from 'node:path';
import { compareExperiments } from '../../../../scripts/torture/compare-experiments';
import { readLeaseHolder } from '../../../../src/leases/lease';
import type { ExperimentPlan } from '../../../../src/plan/plan-experiment';
import { ExperimentDirectory } from '../../../../src/records/experiment-directory';
import { isFinal, readStatus } from '../../../../src/records/status';
import { writeFileAtomic } from '../../../../src/util/files/atomic-write';
import { sharedSpec } from '../../../launch/shared-spec';
import {
  type CommandEnd,
  runAblate,
  startAblate,
  waitUntil,
  writeSpec,
} from '../../../launch/start-ablate';
import { foreignHolder, placeLease } from '../../../leases/foreign-lease';
import { planText } from '../../../plan/plan-samples';
import { useScratchFolder } from '../../../scratch-folder';

jest.setTimeout(180_000);

const scratch = useScratchFolder();

function specText(settings: string): string {
  return sharedSpec(`evaluate: [validation, test]\n${settings}`);
}

/** Plans an experiment in a folder, as the one who submits it does. */
function planInto(name: string, text: string): ExperimentDirectory {
  const directory = new ExperimentDirectory(path.join(scratch(), name, 'shared'));
  directory.prepare();
  writeFileAtomic(directory.planFile, JSON.stringify(planOf(text)));
  return directory;
}

function planOf(text: string): ExperimentPlan {
  const planning = planText(text);
  if (!planning.ok) throw new Error(JSON.stringify(planning.problems));
  return planning.plan;
}

function work(directory: ExperimentDirectory, ...options: string[]): Promise<CommandEnd> {
  return runAblate(['work', directory.path, '--jobs', '1', ...options]);
}

function states(directory: ExperimentDirectory): string[] {
  return directory.listRuns().map(({ statusFile }) => readStatus(statusFile).state);
}

/** What `ablate run` makes of a spec, alone and undisturbed. */
async function runAlone(text: string): Promise<ExperimentDirectory> {
  const results = path.join(scratch(), 'alone');
  const spec = writeSpec(scratch(), text);
  expect(await runAblate(['run', spec, '--results-dir', results, '--quiet'])).toMatchObject({
    exitCode: 0,
  });
  return new ExperimentDirectory(path.join(results, 'shared'));
}

test('halving comes to the same choices, whoever trains what', async () => {
  const text = specText(`
steps: 400
logEvery: 50
evaluateEvery: 50
checkpointEvery: 100
grid: { optimizer.learningRate: [0.001, 0.01, 0.1, 0.3] }
halving: { firstRung: 100, factor: 2 }
seeds: 2`);
  const alone = await runAlone(text);
  const directory = planInto('results', text);
  const ends = await Promise.all([1, 2, 3].map(() => work(directory)));
  expect(ends.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  expect(states(directory).sort()).toEqual(states(alone).sort());
  expect(compareExperiments(alone, directory)).toEqual([]);
});

describe('with runs of some seconds', () => {
  const text = specText(
    'steps: 200000\nlogEvery: 20000\nevaluateEvery: 200000\ncheckpointEvery: 10000\nseeds: 2',
  );

  test('a worker whose time is up leaves checkpoints, and asks to come again', async () => {
    const directory = planInto('results', text);
    expect(await work(directory, '--for', '2s')).toMatchObject({ exitCode: 75 });
    expect(states(directory)).toContain('interrupted');
    expect(await work(directory)).toMatchObject({ exitCode: 0 });
    expect(compareExperiments(await runAlone(text), directory)).toEqual([]);
  });

  test('what a killed worker had begun is taken over, also by `run`, which waits for others', async () => {
    const directory = planInto('results', text);
    const doomed = startAblate(['work', directory.path, '--jobs', '1']);
    const first = directory.run('base-s0');
    await waitUntil(
      'it has a checkpoint',
      () => fs.existsSync(first.checkpoints) && fs.readdirSync(first.checkpoints).length > 0,
    );
    doomed.signalGroup('SIGKILL');
    await doomed.ended;
    const other = startAblate(['work', directory.path, '--jobs', '1']);
    await waitUntil('it has a run', () => readLeaseHolder(first.leaseFile) !== undefined);
    const results = path.dirname(directory.path);
    const spec = writeSpec(scratch(), text);
    const end = await runAblate(['run', spec, '--results-dir', results, '--jobs', '1', '--quiet']);
    expect(end).toMatchObject({ exitCode: 0 });
    expect((await other.ended).exitCode).toBe(0);
    expect(states(directory)).toEqual(['completed', 'completed']);
    expect(compareExperiments(await runAlone(text), directory)).toEqual([]);
  });
});

test('a run that fails is not tried by every worker', async () => {
  const text = specText(
    'steps: 60\nlogEvery: 30\nevaluateEvery: 60\ncheckpointEvery: 60\nseeds: 3',
  );
  const directory = planInto('results', text);
  // A file where a folder has to be: the run can't be recorded.
  fs.mkdirSync(directory.run('base-s1').path);
  fs.writeFileSync(directory.run('base-s1').checkpoints, '');
  const [first, second] = await Promise.all([work(directory), work(directory)]);
  expect([first?.exitCode, second?.exitCode]).toContain(1);
  expect(states(directory)).toEqual(['completed', 'failed', 'completed']);
  const log = fs.readFileSync(directory.run('base-s1').logFile, 'utf8');
  expect(log.match(/Cannot/g)).toHaveLength(1);
});

test('what can not be read as a plan is not worth another try', async () => {
  const directory = new ExperimentDirectory(path.join(scratch(), 'results', 'shared'));
  expect(await work(directory)).toMatchObject({
    exitCode: 64,
    stderr: expect.stringContaining('There are no results of'),
  });
  directory.prepare();
  fs.writeFileSync(directory.planFile, '{');
  expect(await work(directory)).toMatchObject({ exitCode: 64 });
});

test('what a machine left that is gone can be taken at once', async () => {
  const directory = planInto('results', specText('steps: 60'));
  placeLease(directory.run('base-s0').leaseFile, 100_000);
  const unlocked = await runAblate(['unlock', `${directory.path}/base-s0`]);
  expect(unlocked.stdout).toContain('shared/base-s0: taken from process 4242 on elsewhere');
});

test('a run that another machine has is left to it', async () => {
  const text = specText(
    'steps: 60\nlogEvery: 30\nevaluateEvery: 60\ncheckpointEvery: 60\nseeds: 2',
  );
  const directory = planInto('results', text);
  const { leaseFile } = directory.run('base-s0');
  placeLease(leaseFile);
  // It lives: a worker that has seen a sign of life does not wait for its end.
  const beating = setInterval(() => fs.utimesSync(leaseFile, new Date(), new Date()), 300);
  const end = await work(directory);
  clearInterval(beating);
  expect(end).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining('1 run is with others'),
  });
  expect(isFinal(readStatus(directory.run('base-s1').statusFile))).toBe(true);

  const refused = await runAblate(['unlock', directory.path]);
  expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('not long ago') });
  const unlocked = await runAblate(['unlock', directory.path, '--force']);
  expect(unlocked).toMatchObject({ exitCode: 0 });
  expect(unlocked.stdout).toContain(
    `shared/base-s0: taken from process ${foreignHolder.pid} on elsewhere, since 2026`,
  );
  expect(await work(directory)).toMatchObject({ exitCode: 0 });
  expect(new Set(states(directory))).toEqual(new Set(['completed']));
  expect((await runAblate(['unlock', directory.path])).stdout).toContain('Nobody holds');
});

test('a run of a machine that shows no sign of life is taken over by a worker, who waits for that', async () => {
  const text = specText(
    'steps: 60\nlogEvery: 30\nevaluateEvery: 60\ncheckpointEvery: 60\nseeds: 1',
  );
  const directory = planInto('results', text);
  placeLease(directory.run('base-s0').leaseFile, 3_600_000);
  const args = ['work', directory.path, '--jobs', '1'];
  const end = await runAblate(args, { env: { ABLATE_LEASE_TIMEOUT: '4' } });
  expect(end).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('Nothing is left') });
  expect(states(directory)).toEqual(['completed']);
});
