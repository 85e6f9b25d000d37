import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { askSessionGroups } from '../../scripts/tensorboard/session-groups';
import { TensorBoardServer } from '../../scripts/tensorboard/tensorboard-server';
import { readLeaseHolder } from '../../src/leases/lease';
import { listCheckpoints } from '../../src/records/checkpoints/checkpoint-folder';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { readMetrics } from '../../src/records/metrics/metrics-csv';
import type { RunDirectory } from '../../src/records/run-directory';
import { readStatus } from '../../src/records/status';
import { runAblate, startAblate, waitUntil, writeSpec } from '../launch/start-ablate';
import { oraclePython } from '../oracle-python';
import { askPoints, countPoints, curvesOf } from '../tensorboard/curves';

const python = oraclePython();
const loaders = ['fast', 'python'] as const;
type Loader = (typeof loaders)[number];

/** A grid that grows: more seeds, and a value more on its axis. */
function specText(learningRates: readonly number[], seeds: number): string {
  return `
name: troubled
dataset: { name: moons, size: 60, testSize: 40 }
model: { type: mlp, hidden: [4] }
optimizer: { type: adam, learningRate: 0.01 }
steps: 6000
batchSize: 32
logEvery: 50
evaluateEvery: 500
checkpointEvery: 500
grid: { optimizer.learningRate: [${learningRates.join(', ')}] }
seeds: ${seeds}
`;
}

const title = 'a real TensorBoard follows a grid in trouble';
(python === undefined ? describe.skip : describe)(
  python === undefined ? `${title} (skipped: no Python with it)` : title,
  () => {
    let folder: string;
    let experiment: ExperimentDirectory;
    let failed: RunDirectory;
    let killed: RunDirectory;
    const servers = new Map<Loader, TensorBoardServer>();

    beforeAll(async () => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-troubled-'));
      experiment = new ExperimentDirectory(path.join(folder, 'troubled'));
      failed = experiment.run('lr0.01-s0');
      killed = experiment.run('lr0.01-s1');
      await makeTrouble(folder, failed, killed);
      for (const loader of loaders) {
        servers.set(loader, await TensorBoardServer.start(python ?? '', experiment.path, loader));
      }
    }, 180_000);

    afterAll(async () => {
      await Promise.all([...servers.values()].map((server) => server.stop()));
      fs.rmSync(folder, { recursive: true, force: true });
    });

    function serverOf(loader: Loader): TensorBoardServer {
      const server = servers.get(loader);
      if (server === undefined) throw new Error(`TensorBoard did not start with ${loader}`);
      return server;
    }

    test.each(loaders)('has what was measured before the kill, %s loader', async (loader) => {
      const server = serverOf(loader);
      for (const run of [failed, killed]) {
        const measured = curvesOf(run)['loss/train'] ?? [];
        // The kill may fall between the last row of metrics.csv and its event.
        await waitForPoints(server, run, measured.length - 1);
        const shown = await askPoints(server, run.name, 'loss/train');
        expect(shown).toEqual(measured.slice(0, shown.length));
      }
      await server.waitFor(
        () => askSessionGroups(server),
        (groups) => Object.keys((groups as SessionGroups)[0]?.statuses ?? {}).length === 2,
      );
      const [group] = await askSessionGroups(server);
      expect(group?.statuses).toEqual({
        [failed.name]: 'STATUS_UNKNOWN',
        [killed.name]: 'STATUS_UNKNOWN',
      });
    });

    describe('once the same command has been run again', () => {
      beforeAll(() => expectRun(folder, specText([0.01], 2)), 120_000);

      test.each(loaders)('has every step once and the runs as succeeded, %s loader', (loader) =>
        expectWholeGrid(serverOf(loader), experiment, { 'lr0.01': 0.01 }, 2),
      );
    });

    describe('once the grid has grown by a seed and a learning rate', () => {
      beforeAll(() => expectRun(folder, specText([0.01, 0.1], 3)), 120_000);

      test.each(loaders)('has the new runs beside the old, %s loader', (loader) =>
        expectWholeGrid(serverOf(loader), experiment, { 'lr0.01': 0.01, 'lr0.1': 0.1 }, 3),
      );

      test.each(loaders)(
        'knows all values of the axis when it is started, %s loader',
        async (loader) => {
          const server = await TensorBoardServer.start(python ?? '', experiment.path, loader);
          try {
            await expectWholeGrid(server, experiment, { 'lr0.01': 0.01, 'lr0.1': 0.1 }, 3);
            expect(await server.post('hparams/experiment', {})).toMatchObject({
              hparamInfos: [{ name: 'optimizer.learningRate', domainDiscrete: [0.01, 0.1] }],
            });
          } finally {
            await server.stop();
          }
        },
      );
    });
  },
);

type SessionGroups = Awaited<ReturnType<typeof askSessionGroups>>;

/**
 * Leaves one run that failed, because its process was killed, and one that was killed together with
 * the whole grid, each behind its last checkpoint.
 */
async function makeTrouble(
  folder: string,
  failed: RunDirectory,
  killed: RunDirectory,
): Promise<void> {
  const spec = writeSpec(folder, specText([0.01], 2));
  const command = startAblate(['run', spec, '--results-dir', folder]);
  try {
    await waitUntil('the first run is beyond a checkpoint', () => isBeyondCheckpoint(failed));
    process.kill(readLeaseHolder(failed.leaseFile)?.pid ?? 0, 'SIGKILL');
    await waitUntil('its failure is known', () => readStatus(failed.statusFile).state === 'failed');
    await waitUntil('the second is beyond a checkpoint', () => isBeyondCheckpoint(killed));
  } finally {
    command.signalGroup('SIGKILL');
    await command.ended;
  }
  expect(readStatus(killed.statusFile).state).toBe('running');
}

/** Whether a run has measured what it will measure again, once it goes on from its checkpoint. */
function isBeyondCheckpoint({ checkpoints, metricsFile }: RunDirectory): boolean {
  const [newest] = fs.existsSync(checkpoints) ? listCheckpoints(checkpoints) : [];
  if (newest === undefined) return false;
  const step = Number(/(\d+)\.ablate$/.exec(newest)?.[1]);
  return Number(readMetrics(metricsFile).rows.at(-1)?.step) > step;
}

async function expectRun(folder: string, text: string): Promise<void> {
  const spec = writeSpec(folder, text);
  const end = await runAblate(['run', spec, '--results-dir', folder, '--quiet']);
  expect(end).toMatchObject({ exitCode: 0, stderr: '' });
}

/** Waits until a run's measured steps, or as many as are said, are loaded. */
async function waitForPoints(
  server: TensorBoardServer,
  run: RunDirectory,
  atLeast = readMetrics(run.metricsFile).rows.length,
): Promise<void> {
  await server.waitFor(
    () => countPoints(server, run.name, 'loss/train'),
    (count) => Number(count) >= atLeast,
  );
}

/** Expects curves equal to metrics.csv, and a trial for each learning rate whose runs succeeded. */
async function expectWholeGrid(
  server: TensorBoardServer,
  experiment: ExperimentDirectory,
  trials: Readonly<Record<string, number>>,
  seeds: number,
): Promise<void> {
  const runs = experiment.listRuns();
  expect(runs).toHaveLength(Object.keys(trials).length * seeds);
  for (const run of runs) {
    await waitForPoints(server, run);
    for (const [tag, points] of Object.entries(curvesOf(run))) {
      expect(await askPoints(server, run.name, tag)).toEqual(points);
    }
  }
  await server.waitFor(
    () => askSessionGroups(server),
    (groups) =>
      (groups as SessionGroups)
        .flatMap(({ statuses }) => Object.values(statuses))
        .filter((status) => status === 'STATUS_SUCCESS').length === runs.length,
  );
  const groups = await askSessionGroups(server);
  expect(groups.map(({ name, hparams }) => [name, hparams])).toEqual(
    Object.entries(trials).map(([name, learningRate]) => [
      name,
      { 'optimizer.learningRate': learningRate },
    ]),
  );
  for (const { name, metrics, statuses } of groups) {
    const ofTrial = runs.filter((run) => run.name.startsWith(`${name}-s`));
    expect(Object.keys(statuses).sort()).toEqual(ofTrial.map((run) => run.name));
    const finals = ofTrial.map((run) => curvesOf(run)['accuracy/test']?.at(-1)?.[1] ?? Number.NaN);
    const mean = finals.reduce((sum, value) => sum + value, 0) / finals.length;
    expect(metrics['result/accuracy/test']).toBeCloseTo(mean, 6);
  }
}
