import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TensorBoardServer } from '../../scripts/tensorboard/tensorboard-server';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { readMetrics } from '../../src/records/metrics/metrics-csv';
import { metricTag } from '../../src/spec/metric-names';
import { runAblate, startAblate } from '../launch/start-ablate';
import { oraclePython } from '../oracle-python';

const spec = `
name: grid
question: Which activation is better?
dataset: { name: moons, size: 60, testSize: 40 }
model: { type: mlp, hidden: [4] }
optimizer: { type: adam, learningRate: 0.05 }
steps: 30
batchSize: full
logEvery: 10
evaluateEvery: 10
summaries: [weights, biases, preactivations, activations]
grid:
  model.activation: [relu, tanh]
  optimizer.learningRate: [0.05, 0.1]
seeds: 2
`;

let folder = '';
let experiment: ExperimentDirectory;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-tensorboard-'));
  const file = path.join(folder, 'grid.yaml');
  fs.writeFileSync(file, spec);
  const end = await runAblate(['run', file, '--results-dir', folder, '--quiet']);
  expect(end.stderr).toBe('');
  expect(end.exitCode).toBe(0);
  experiment = new ExperimentDirectory(path.join(folder, 'grid'));
}, 120_000);

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const python = oraclePython();
const withTensorBoard = python === undefined ? describe.skip : describe;

withTensorBoard.each(['fast', 'python'] as const)(
  'a real TensorBoard on a real grid, %s loader (needs the test Python)',
  (loader) => {
    let server: TensorBoardServer;

    beforeAll(async () => {
      server = await TensorBoardServer.start(python ?? '', experiment.path, loader);
      const count = experiment.listRuns().length;
      const isLoaded = async (): Promise<boolean> => {
        const tags = (await server.ask('scalars/tags')) as Record<string, Record<string, unknown>>;
        const runs = experiment.listRuns().filter(({ name }) => 'loss/test' in (tags[name] ?? {}));
        return runs.length === count;
      };
      while (!(await isLoaded())) await new Promise((resolve) => setTimeout(resolve, 200));
    }, 120_000);

    afterAll(() => server.stop());

    test('lists every run of the grid', async () => {
      const names = experiment.listRuns().map(({ name }) => name);
      expect(names).toHaveLength(8);
      expect(await server.runs()).toEqual(expect.arrayContaining(names));
    });

    test('shows scalars equal to metrics.csv, each step once', async () => {
      for (const run of experiment.listRuns()) {
        const { rows } = readMetrics(run.metricsFile);
        for (const name of ['train/loss', 'test/accuracy', 'learningRate']) {
          const tag = metricTag(name);
          const points = (await server.ask('scalars/scalars', {
            run: run.name,
            tag,
          })) as number[][];
          expect(points.map(([, step, value]) => [step, value])).toEqual(
            rows.map(({ step, values }) => [step, Math.fround(values[name] ?? Number.NaN)]),
          );
        }
      }
    });

    test('shows histograms that count every value of their tensor', async () => {
      const [run] = experiment.listRuns();
      const sizes = { 'weights/fc1/kernel': 8, 'biases/fc1/bias': 4, 'activations/fc1': 240 };
      for (const [tag, size] of Object.entries(sizes)) {
        const points = (await server.ask('histograms/histograms', {
          run: run?.name ?? '',
          tag,
        })) as [number, number, [number, number, number][]][];
        expect(points.map(([, step]) => step)).toEqual([10, 20, 30]);
        for (const [, , buckets] of points) {
          expect(buckets.reduce((sum, [, , count]) => sum + count, 0)).toBe(size);
        }
      }
    });

    test('groups the seeds of a trial on the HParams page, with their metrics', async () => {
      const answer = (await server.post('hparams/session_groups', {
        experimentName: 'grid',
        allowedStatuses: ['STATUS_SUCCESS', 'STATUS_FAILURE', 'STATUS_UNKNOWN', 'STATUS_RUNNING'],
        colParams: [],
        startIndex: 0,
        sliceSize: 100,
      })) as { sessionGroups: { name: string; sessions: unknown[]; metricValues: unknown[] }[] };
      expect(answer.sessionGroups).toHaveLength(4);
      for (const group of answer.sessionGroups) {
        expect(group.sessions).toHaveLength(2);
        expect(group.metricValues.length).toBeGreaterThanOrEqual(4);
      }
    });

    test('has pictures, texts, curves of precision and the chart layout', async () => {
      const name = experiment.listRuns()[0]?.name ?? '';
      const tagsOf = async (plugin: string): Promise<string[]> => {
        const tags = (await server.ask(`${plugin}/tags`)) as Record<string, object>;
        const own = tags[name] ?? {};
        return Array.isArray(own) ? own : Object.keys(own);
      };
      expect(await tagsOf('images')).toEqual(
        expect.arrayContaining(['decision-boundary', 'findings/confusion-matrix']),
      );
      expect(await tagsOf('text')).toEqual(
        expect.arrayContaining(['run/settings', 'run/environment']),
      );
      expect((await tagsOf('pr_curves')).length).toBe(2);
    });
  },
);

test('inspect lists the tags of a run without Python', async () => {
  const [run] = experiment.listRuns();
  const end = await runAblate(['inspect', `grid/${run?.name}`, '--results-dir', folder]);
  expect(end.exitCode).toBe(0);
  for (const tag of ['loss/train', 'accuracy/test', 'weights/fc1/kernel', 'decision-boundary']) {
    expect(end.stdout).toContain(tag);
  }
});

(python === undefined ? test.skip : test)(
  'view starts a TensorBoard that answers, and SIGTERM ends it (needs the test Python)',
  async () => {
    const bin = path.dirname(python ?? '');
    const command = startAblate(['view', 'grid', '--results-dir', folder, '--no-browser'], {
      env: { PATH: `${bin}${path.delimiter}${process.env['PATH']}` },
    });
    let address: string | undefined;
    let printed = '';
    command.process.stdout?.on('data', (text: Buffer) => {
      printed += text.toString();
      address = /http:\/\/[\d.]+:\d+/.exec(printed)?.[0];
    });
    while (address === undefined) await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await fetch(`${address}/data/runs`)).status).toBe(200);
    command.process.kill('SIGTERM');
    expect((await command.ended).exitCode).toBe(0);
    await expect(fetch(`${address}/data/runs`)).rejects.toThrow();
  },
  120_000,
);
