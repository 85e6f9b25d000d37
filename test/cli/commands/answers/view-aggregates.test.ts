import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TensorBoardServer } from '../../../../scripts/tensorboard/tensorboard-server';
import { AggregateWriter } from '../../../../src/analysis/aggregates/aggregate-writer';
import type { ExperimentDirectory } from '../../../../src/records/experiment-directory';
import { MetricsWriter } from '../../../../src/records/metrics/metrics-csv';
import { emptyMark, extendMark } from '../../../../src/records/metrics/metrics-mark';
import { planSample, sampleColumns, writeResults } from '../../../analysis/sample-results';
import { runAblate, startAblate, waitUntil } from '../../../launch/start-ablate';
import { oraclePython } from '../../../oracle-python';
import { findProcesses } from '../../find-processes';

const plan = planSample('grid:', '  model.activation: [relu, tanh]', 'seeds: 3');

let folder = '';
let directory: ExperimentDirectory;

function writeSample(): void {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-test-'));
  directory = writeResults(folder, plan, ({ runId, seed }) =>
    runId === 'tanh-s2' ? undefined : 0.5 + seed / 4,
  );
}

const deleteSample = (): void => fs.rmSync(folder, { recursive: true, force: true });

/** Lets the runs of a trial measure one more step. */
function goOn(trial: string): void {
  for (const seed of [0, 1, 2]) {
    const { metricsFile } = directory.run(`${trial}-s${seed}`);
    const mark = extendMark(emptyMark, fs.readFileSync(metricsFile));
    const metrics = MetricsWriter.resume(metricsFile, sampleColumns, mark);
    metrics.append({ step: 15, values: { 'train/loss': seed, 'test/accuracy': 0.75 } });
    metrics.close();
  }
}

const python = oraclePython();
const withTensorBoard = python === undefined ? describe.skip : describe;

withTensorBoard.each(['fast', 'python'] as const)(
  'a real TensorBoard on the means of trials, %s loader (needs the test Python)',
  (loader) => {
    let server: TensorBoardServer;
    let writer: AggregateWriter;

    const askPoints = async (run: string, tag: string): Promise<unknown> => {
      const points = (await server.ask('scalars/scalars', { run, tag })) as number[][];
      return points.map(([, step, value]) => [step, value]);
    };
    const hasAll = (tags: unknown): boolean =>
      ['relu', 'tanh'].every((trial) => 'loss/train' in ((tags as never)[trial] ?? {}));

    beforeAll(async () => {
      writeSample();
      writer = new AggregateWriter(directory);
      writer.refresh();
      server = await TensorBoardServer.start(python ?? '', directory.aggregates, loader);
      await server.waitFor(() => server.ask('scalars/tags'), hasAll);
    }, 120_000);

    afterAll(async () => {
      await server.stop();
      deleteSample();
    });

    test('has a run per trial, with its mean and its band, and charts of them', async () => {
      expect(((await server.runs()) as string[]).sort()).toEqual(['relu', 'tanh']);
      // Accuracies 0.5, 0.75 and 1: mean 0.75, sd 0.25; half of that at step 5.
      expect(await askPoints('relu', 'accuracy/test')).toEqual([
        [5, 0.375],
        [10, 0.75],
      ]);
      expect(await askPoints('relu', 'mean-sd/accuracy/test')).toEqual([
        [5, 0.25],
        [10, 0.5],
      ]);
      expect(await askPoints('relu', 'mean+sd/accuracy/test')).toEqual([
        [5, 0.5],
        [10, 1],
      ]);
      const layout = await server.ask('custom_scalars/layout');
      // The page shows bands last to first: what the trials are ranked by comes first.
      expect(layout).toMatchObject({
        category: [
          {
            title: 'mean ± sd over seeds',
            chart: [{ title: 'loss/train' }, { title: 'loss/test' }, { title: 'accuracy/test' }],
          },
        ],
      });
      const { category } = layout as {
        category: { chart: { margin: { series: Record<string, string>[] } }[] }[];
      };
      const tags = Object.values(category[0]?.chart.at(-1)?.margin.series[0] ?? {});
      // The question that the page asks for a band.
      const tag = tags.map((name) => `(${name.replace('+', '\\+')})`).join('|');
      const found = await server.ask('custom_scalars/scalars', { run: 'tanh', tag });
      expect(Object.keys((found as { tag_to_events: object }).tag_to_events).sort()).toEqual(
        ['accuracy/test', 'mean+sd/accuracy/test', 'mean-sd/accuracy/test'].sort(),
      );
    });

    test('follows runs that go on, with each step once', async () => {
      goOn('relu');
      writer.refresh();
      await server.waitFor(
        () => askPoints('relu', 'accuracy/test'),
        (points) => JSON.stringify(points).includes('15'),
      );
      expect(await askPoints('relu', 'accuracy/test')).toEqual([
        [5, 0.375],
        [10, 0.75],
        [15, 0.75],
      ]);
    });
  },
);

/** Starts `ablate view --aggregate` and waits for the address that it prints. */
async function startView() {
  const command = startAblate(
    ['view', plan.experiment, '--aggregate', '--results-dir', folder, '--no-browser'],
    { env: { PATH: `${path.dirname(python ?? '')}${path.delimiter}${process.env['PATH']}` } },
  );
  let printed = '';
  command.process.stdout?.on('data', (text: Buffer) => {
    printed += text.toString();
  });
  await waitUntil('it says its address', () => /http:\S+\n/.test(printed));
  return { command, address: printed.trim() };
}

(python === undefined ? test.skip : test)(
  'view --aggregate follows the grid, and SIGKILL leaves nothing running (needs the test Python)',
  async () => {
    writeSample();
    const { command, address } = await startView();
    expect(command.stderr()).toContain(
      'Means over 2 to 3 seeds of 2 trials. Left out: tanh-s2 (diverged).\n',
    );
    goOn('tanh');
    const points = `${address}data/plugin/scalars/scalars?run=tanh&tag=loss/train`;
    for (;;) {
      const answer = await fetch(points);
      if (answer.ok && ((await answer.json()) as unknown[]).length === 3) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    // Itself, its guard and TensorBoard, maybe a data server.
    expect(findProcesses(folder).length).toBeGreaterThanOrEqual(3);
    command.process.kill('SIGKILL');
    await waitUntil('all is gone', () => findProcesses(folder).length === 0);
    await expect(fetch(address)).rejects.toThrow();
    deleteSample();
  },
  120_000,
);

test('view --aggregate of an experiment with one seed says that there is nothing to average', async () => {
  writeSample();
  const single = writeResults(folder, planSample('seeds: 1'), () => 0.5);
  const bin = path.join(folder, 'bin');
  fs.mkdirSync(bin);
  fs.writeFileSync(path.join(bin, 'tensorboard'), '#!/bin/sh\necho 2.0.0\n', { mode: 0o755 });
  const end = await runAblate(['view', single.path, '--aggregate'], {
    env: { PATH: `${bin}${path.delimiter}${process.env['PATH']}` },
  });
  expect(end.exitCode).not.toBe(0);
  expect(end.stderr).toContain('has one seed, so there is nothing to average\n  Give it more');
  deleteSample();
});
