import fs from 'node:fs';
import path from 'node:path';
import { makeRoomForRun } from '../../../src/launch/grid/archive';
import { executeTask } from '../../../src/launch/worker/execute-task';
import { WorkerStore } from '../../../src/launch/worker/worker-store';
import { optimizers } from '../../../src/optimizers/registry';
import type { RunConfig } from '../../../src/plan/run-config';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { readMetrics } from '../../../src/records/metrics/metrics-csv';
import type { RunStatus } from '../../../src/records/status';
import { planSample } from '../../analysis/sample-results';
import { planText } from '../../plan/plan-samples';
import { useScratchFolder } from '../../scratch-folder';
import { specWith } from '../../spec/format-problems';
import { sampleTask } from '../sample-task';

const scratch = useScratchFolder();
const store = new WorkerStore();

const usual = {
  model: '{ type: mlp, hidden: [5], activation: relu, dropout: 0.3 }',
  batchSize: '9',
  logEvery: '5',
  evaluateEvery: '10',
};

function plan(...lines: readonly string[]): RunConfig {
  const given = lines.map((line) => line.split(':')[0]);
  const others = Object.entries(usual).flatMap(([key, value]) =>
    given.includes(key) ? [] : [`${key}: ${value}`],
  );
  const [run] = planSample(...others, ...lines).runs;
  if (run === undefined) throw new Error('There is no run');
  return run;
}

const folder = (name: string): ExperimentDirectory =>
  new ExperimentDirectory(path.join(scratch(), name));

/** Executes a run in a folder of results, which what other settings left there leaves before. */
async function execute(run: RunConfig, name: string) {
  const directory = folder(name);
  const replacement = makeRoomForRun(directory, run);
  const task = sampleTask(run, directory.run(run.runId));
  const status: RunStatus = await executeTask(task, store, {
    report: () => undefined,
    shouldStop: () => false,
  });
  return { status, replacement };
}

const read = (name: string, { runId }: RunConfig, file: string): Buffer =>
  fs.readFileSync(path.join(folder(name).run(runId).path, file));

const all = Object.keys(optimizers).map((type) => [type, 'compiled']);

test.each([...all, ['adam', 'eager'], ['adam', 'reference']])(
  '20 steps go on to the bits of 40 at once: %s, %s',
  async (type, engine) => {
    const given = [`optimizer: { type: ${type}, learningRate: 0.01 }`, `engine: ${engine}`];
    const short = plan('steps: 20', ...given);
    const long = plan('steps: 40', ...given);
    await execute(short, 'grown');
    const grown = await execute(long, 'grown');
    const once = await execute(long, 'once');
    expect(grown.replacement).toMatchObject({ kind: 'continued', step: 20 });
    expect(grown.status.training?.steps).toBe(40);
    for (const file of ['metrics.csv', 'model/weights.bin']) {
      expect(read('grown', long, file).equals(read('once', long, file))).toBe(true);
    }
    expect('metrics' in grown.status && grown.status.metrics).toEqual(
      'metrics' in once.status && once.status.metrics,
    );
  },
);

test.each(['compiled', 'eager', 'reference'])(
  'augmented images go on as if the run had not stopped, %s',
  async (engine) => {
    const planImages = (steps: number): RunConfig => {
      const text = specWith(
        'dataset: { name: synthetic-digits, train: 60, validation: 20, test: 20 }',
        'augment: { shift: 2, rotate: 20, zoom: 0.1, flip: true, noise: 0.1 }',
        ...Object.entries(usual).map(([key, value]) => `${key}: ${value}`),
        `engine: ${engine}`,
        `steps: ${steps}`,
      );
      const planning = planText(text);
      const [run] = planning.ok ? planning.plan.runs : [];
      if (run === undefined) throw new Error('There is no run');
      return run;
    };
    const long = planImages(40);
    await execute(planImages(20), 'grown');
    const grown = await execute(long, 'grown');
    await execute(long, 'once');
    expect(grown.replacement).toMatchObject({ kind: 'continued', step: 20 });
    for (const file of ['metrics.csv', 'model/weights.bin']) {
      expect(read('grown', long, file).equals(read('once', long, file))).toBe(true);
    }
  },
);

test('early stopping goes on with what it had seen', async () => {
  const given = ['earlyStopping: { patience: 2 }', 'optimizer: { type: sgd, learningRate: 1.5 }'];
  const long = plan('steps: 200', ...given);
  await execute(plan('steps: 40', ...given), 'grown');
  const grown = await execute(long, 'grown');
  const once = await execute(long, 'once');
  expect(grown.replacement?.kind).toBe('continued');
  expect(grown.status).toMatchObject({ state: 'completed' });
  for (const key of ['step', 'bestStep', 'metrics'] as const) {
    expect(grown.status).toHaveProperty(key, (once.status as Record<string, unknown>)[key]);
  }
  expect(
    read('grown', long, 'model/weights.bin').equals(read('once', long, 'model/weights.bin')),
  ).toBe(true);
});

test('a run that was interrupted goes on under what observes other steps, and what was is kept', async () => {
  const before = plan('steps: 40', 'engine: reference', 'model: { type: mlp, hidden: [3] }');
  const now = plan(
    'steps: 40',
    'engine: reference',
    'model: { type: mlp, hidden: [3] }',
    'logEvery: 2',
  );
  const directory = folder('grown');
  const task = { ...sampleTask(before, directory.run(before.runId)), pauseStep: 20 };
  await executeTask(task, store, { report: () => undefined, shouldStop: () => false });
  const { replacement } = await execute(now, 'grown');
  expect(replacement).toMatchObject({ kind: 'continued', step: 20 });
  const steps = readMetrics(directory.run(now.runId).metricsFile).rows.map(({ step }) => step);
  expect(steps).toEqual([5, 10, 15, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40]);
  expect(makeRoomForRun(directory, before)?.kind).toBe('restored');
});

test('records of which no checkpoint can be read begin anew, and are kept', async () => {
  const short = plan('steps: 20');
  await execute(short, 'grown');
  const { checkpoints } = folder('grown').run(short.runId);
  for (const name of fs.readdirSync(checkpoints)) {
    fs.truncateSync(path.join(checkpoints, name), 100);
  }
  const { replacement, status } = await execute(plan('steps: 40'), 'grown');
  expect(replacement?.kind).toBe('archived');
  expect(status).toMatchObject({ state: 'completed', step: 40 });
});
