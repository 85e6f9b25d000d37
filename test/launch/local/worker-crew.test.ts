import fs from 'node:fs';
import path from 'node:path';
import { defaultFailurePolicy } from '../../../src/launch/failure-policy';
import { WorkerCrew } from '../../../src/launch/local/worker-crew';
import type { RunTask } from '../../../src/launch/run-task';
import { readLeaseHolder } from '../../../src/leases/lease';
import { readLease } from '../../../src/leases/lease-watch';
import type { RunConfig } from '../../../src/plan/run-config';
import { RunDirectory } from '../../../src/records/run-directory';
import { readStatus } from '../../../src/records/status';
import { foreignHolder, placeLease } from '../../leases/foreign-lease';
import { planText } from '../../plan/plan-samples';
import { useScratchFolder } from '../../scratch-folder';
import { sampleTask } from '../sample-task';
import { waitUntil } from '../start-ablate';

jest.setTimeout(120_000);

const scratch = useScratchFolder();
let crew: WorkerCrew;

beforeEach(() => {
  crew = makeCrew();
});

afterEach(() => crew.close());

function makeCrew({ isolate = false } = {}): WorkerCrew {
  return new WorkerCrew({ limits: defaultFailurePolicy, isolate, onReport() {} });
}

/** The runs of a small grid; 20 steps each, unless there are to be more. */
function planRuns(settings = '', steps = 20): readonly RunConfig[] {
  const planning = planText(`
name: crew
dataset: { name: moons, size: 60, testSize: 40, validation: 40 }
model: { type: mlp, hidden: [3] }
steps: ${steps}
batchSize: full
logEvery: ${steps}
evaluateEvery: ${steps}
checkpointEvery: 20
optimizer: sgd
${settings.includes('seeds') ? '' : 'seeds: 3'}
${settings}
`);
  return planning.ok ? planning.plan.runs : [];
}

function taskOf(config: RunConfig | undefined): RunTask {
  if (config === undefined) throw new Error('There is no such run');
  return sampleTask(config, new RunDirectory(path.join(scratch(), config.runId)));
}

/** The number of the process that wrote the curves of a run. */
function writerOf({ runFolder }: RunTask): number {
  const writers = fs
    .readdirSync(runFolder)
    .flatMap((name) => /^events\..*\.(\d+)\.\d+\.v2$/.exec(name)?.[1] ?? []);
  return Number(writers.at(-1));
}

async function executeAll(tasks: readonly RunTask[]): Promise<string[]> {
  const states: string[] = [];
  for (const task of tasks) {
    const end = await crew.execute(task).ended;
    states.push('status' in end ? end.status.state : 'held');
  }
  return states;
}

test('one process executes many tasks, one behind the other, and then ends', async () => {
  const tasks = planRuns().map(taskOf);
  expect(await executeAll(tasks)).toEqual(['completed', 'completed', 'completed']);
  const writers = tasks.map(writerOf);
  expect(new Set(writers).size).toBe(1);
  await crew.close();
  expect(() => process.kill(writers[0] ?? 0, 0)).toThrow('ESRCH');
});

test('tasks at the same time have a process each', async () => {
  const tasks = planRuns().map(taskOf);
  await Promise.all(tasks.map((task) => crew.execute(task).ended));
  expect(new Set(tasks.map(writerOf)).size).toBe(3);
});

test('each task has a process of its own where runs are isolated', async () => {
  crew = makeCrew({ isolate: true });
  const tasks = planRuns().map(taskOf);
  expect(await executeAll(tasks)).toEqual(['completed', 'completed', 'completed']);
  expect(new Set(tasks.map(writerOf)).size).toBe(3);
});

test('a task for other threads goes to a process of its own, and both stay', async () => {
  const [first, second, third] = planRuns().map(taskOf) as [RunTask, RunTask, RunTask];
  const tasks = [first, { ...second, threadUse: { threads: 2, kernelsAtOnce: 1 } }, third];
  await executeAll(tasks);
  const writers = tasks.map(writerOf);
  expect(new Set(writers).size).toBe(2);
  expect(writers[2]).toBe(writers[0]);
});

test('a process that is killed takes its run with it and no other', async () => {
  const [before, after] = planRuns().map(taskOf) as [RunTask, RunTask];
  const doomed = taskOf(planRuns('', 1_000_000)[2]);
  expect(await executeAll([before])).toEqual(['completed']);
  const execution = crew.execute(doomed);
  const { leaseFile, checkpoints, statusFile } = new RunDirectory(doomed.runFolder);
  await waitUntil('it has a checkpoint', () => fs.existsSync(checkpoints));
  process.kill(readLeaseHolder(leaseFile)?.pid ?? 0, 'SIGKILL');
  expect(await execution.ended).toMatchObject({
    status: { state: 'failed', error: expect.stringContaining('SIGKILL') },
  });
  expect(readStatus(statusFile).state).toBe('failed');
  expect(await executeAll([after])).toEqual(['completed']);
  expect(writerOf(after)).not.toBe(writerOf(before));
});

test('a process that is killed while it is free costs no run', async () => {
  const [before, after] = planRuns().map(taskOf) as [RunTask, RunTask];
  await executeAll([before]);
  process.kill(writerOf(before), 'SIGKILL');
  // At once: nobody has heard yet that it is gone.
  expect(await executeAll([after])).toEqual(['completed']);
});

test.each(['SIGTERM', 'SIGKILL'] as const)('after a %s another process goes on', async (signal) => {
  const [before, after] = planRuns().map(taskOf) as [RunTask, RunTask];
  await executeAll([before]);
  const pid = writerOf(before);
  process.kill(pid, signal);
  await waitUntil('it is gone', () => !fs.existsSync(`/proc/${pid}`));
  expect(await executeAll([after])).toEqual(['completed']);
});

test('a run that failed is not followed by another in its process', async () => {
  const [before, failing, after] = planRuns().map(taskOf) as [RunTask, RunTask, RunTask];
  await executeAll([before]);
  // Something that is no lease, and nothing to write one over.
  fs.mkdirSync(new RunDirectory(failing.runFolder).leaseFile, { recursive: true });
  expect(await executeAll([failing, after])).toEqual(['failed', 'completed']);
  expect(writerOf(after)).not.toBe(writerOf(before));
});

test('a run that is stopped saves a checkpoint, and its process takes no other', async () => {
  const stopped = taskOf(planRuns('', 1_000_000)[0]);
  const execution = crew.execute(stopped);
  const { checkpoints } = new RunDirectory(stopped.runFolder);
  await waitUntil('it has a checkpoint', () => fs.existsSync(checkpoints));
  execution.stop();
  expect(await execution.ended).toMatchObject({ status: { state: 'interrupted' } });
  const after = taskOf(planRuns()[1]);
  expect(await executeAll([after])).toEqual(['completed']);
  expect(writerOf(after)).not.toBe(writerOf(stopped));
});

test('what TensorFlow itself prints stands in the log of the run that it was printed for', async () => {
  const before = process.env['TF_CPP_MIN_LOG_LEVEL'];
  process.env['TF_CPP_MIN_LOG_LEVEL'] = '0';
  try {
    const shapes = planRuns('grid: { model.hidden: [[3], [4], [5]] }\nseeds: 1');
    const tasks = shapes.map(taskOf);
    await executeAll(tasks);
    expect(new Set(tasks.map(writerOf)).size).toBe(1);
    for (const { runFolder } of tasks) {
      const log = fs.readFileSync(new RunDirectory(runFolder).logFile, 'utf8');
      expect(log.match(/Reading SavedModel from/g)).toHaveLength(1);
    }
  } finally {
    if (before === undefined) delete process.env['TF_CPP_MIN_LOG_LEVEL'];
    else process.env['TF_CPP_MIN_LOG_LEVEL'] = before;
  }
});

test('a run that another has is left alone, and its process goes on with others', async () => {
  const [before, held, after] = planRuns().map(taskOf) as [RunTask, RunTask, RunTask];
  placeLease(new RunDirectory(held.runFolder).leaseFile);
  expect(await executeAll([before, held, after])).toEqual(['completed', 'held', 'completed']);
  expect(writerOf(after)).toBe(writerOf(before));
  expect(fs.readdirSync(held.runFolder)).toEqual(['run.log']);
});

test('a run that another takes over ends here without another word', async () => {
  process.env['ABLATE_LEASE_TIMEOUT'] = '2';
  try {
    const task = taskOf(planRuns('', 1_000_000)[0]);
    const { leaseFile, checkpoints, statusFile } = new RunDirectory(task.runFolder);
    const execution = crew.execute(task);
    await waitUntil('it has a checkpoint', () => fs.existsSync(checkpoints));
    placeLease(leaseFile);
    expect(await execution.ended).toEqual({
      heldBy: { holder: foreignHolder, isSuspect: false },
    });
    expect(readStatus(statusFile).state).toBe('running');
    expect(readLease(leaseFile)?.holder).toEqual(foreignHolder);
  } finally {
    delete process.env['ABLATE_LEASE_TIMEOUT'];
  }
});
