import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { findChromium, openChromium } from '../../scripts/tensorboard/chromium';
import {
  openTensorBoardPage,
  type TensorBoardPageName,
} from '../../scripts/tensorboard/tensorboard-page';
import { TensorBoardServer } from '../../scripts/tensorboard/tensorboard-server';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { readMetrics } from '../../src/records/metrics/metrics-csv';
import type { RunDirectory } from '../../src/records/run-directory';
import { runAblate, writeSpec } from '../launch/start-ablate';
import { oraclePython } from '../oracle-python';
import {
  readGraph,
  readHParamsTable,
  readImages,
  readRunSelector,
  readScalarCard,
} from './read-pages';

const specText = `
name: pages
dataset: { name: synthetic-digits, train: 200, validation: 0, test: 100 }
model:
  type: layers
  layers:
    - { type: conv2d, filters: 4, kernelSize: 5, name: conv1 }
    - { type: maxPool2d, poolSize: 4, name: pool1 }
    - { type: flatten }
    - { type: dense, units: 16, name: fc1 }
steps: 20
batchSize: 50
logEvery: 10
evaluateEvery: 10
grid:
  optimizer:
    - { type: adam, learningRate: 0.01 }
    - { type: sgd, learningRate: 0.1 }
seeds: 2
`;
const trials = ['adam-lr0.01', 'sgd-lr0.1'];
const runNames = ['adam-lr0.01-s0', 'adam-lr0.01-s1', 'sgd-lr0.1-s0', 'sgd-lr0.1-s1'];

const python = oraclePython();
const chromium = findChromium();
const isPossible = python !== undefined && chromium !== undefined;
const title = 'the pages of a real TensorBoard in a real browser';
const reason = chromium === undefined ? 'no Chromium is found' : 'no Python with TensorBoard';

(isPossible ? describe : describe.skip)(
  isPossible ? title : `${title} (skipped: ${reason})`,
  () => {
    let folder: string;
    let runs: RunDirectory[];
    let server: TensorBoardServer;
    let browser: Browser;

    beforeAll(async () => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-browser-'));
      const spec = writeSpec(folder, specText);
      const { exitCode, stderr } = await runAblate([
        'run',
        spec,
        '--results-dir',
        folder,
        '--quiet',
      ]);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      const experiment = new ExperimentDirectory(path.join(folder, 'pages'));
      runs = experiment.listRuns();
      server = await TensorBoardServer.start(python ?? '', experiment.path, 'fast');
      // A page shows what is loaded when it is opened.
      for (const run of runNames) {
        await server.waitFor(
          () => server.ask('images/tags'),
          (tags) => 'findings/misclassified' in ((tags as Record<string, object>)[run] ?? {}),
        );
      }
      browser = await openChromium(chromium ?? '');
    }, 180_000);

    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    });

    /** Opens a page; `errors` are questions of the page that are answered with an error. */
    async function open(name: TensorBoardPageName): Promise<{ page: Page; errors: string[] }> {
      const errors: string[] = [];
      const onError = (error: string): void => void errors.push(error);
      return {
        page: await openTensorBoardPage(browser, server.address, name, { onError }),
        errors,
      };
    }

    function lastValues(run: RunDirectory | undefined): Readonly<Record<string, number>> {
      return readMetrics(run?.metricsFile ?? '').rows.at(-1)?.values ?? {};
    }

    test('Time Series lists the runs, and a card per metric ends in the values of metrics.csv', async () => {
      const { page, errors } = await open('timeseries');
      expect(await readRunSelector(page, runNames.at(-1) ?? '')).toEqual(runNames);
      for (const [tag, metric] of [
        ['accuracy/test', 'test/accuracy'],
        ['loss/train', 'train/loss'],
      ] as const) {
        const shown = await readScalarCard(page, tag, runNames.at(-1) ?? '');
        expect([...shown.keys()]).toEqual(runNames);
        for (const run of runs) {
          const value = lastValues(run)[metric] ?? Number.NaN;
          // The card shows four digits or five.
          expect(Math.abs((shown.get(run.name) ?? Number.NaN) / value - 1)).toBeLessThan(6e-4);
        }
      }
      expect(errors).toEqual([]);
    });

    test('HParams has a row per trial: its axes, and metrics that are means over the seeds', async () => {
      const { page, errors } = await open('hparams');
      const [header, ...rows] = await readHParamsTable(page, trials);
      expect(header).toEqual([
        'Trial ID',
        'optimizer',
        'learningRate',
        'test/accuracy',
        'test/loss',
        'train/accuracy',
        'train/loss',
      ]);
      expect(rows.map((cells) => cells.slice(0, 3))).toEqual([
        ['adam-lr0.01', 'adam', '0.010000'],
        ['sgd-lr0.1', 'sgd', '0.10000'],
      ]);
      const metrics = header?.slice(3) ?? [];
      for (const [trial, , , ...shown] of rows) {
        const seeds = runs.filter(({ name }) => name.startsWith(`${trial}-s`)).map(lastValues);
        expect([seeds.length, shown.length]).toEqual([2, metrics.length]);
        metrics.forEach((metric, index) => {
          const sum = seeds.reduce((total, values) => total + (values[metric] ?? Number.NaN), 0);
          // The table shows five digits.
          expect(Math.abs(Number(shown[index]) / (sum / seeds.length) - 1)).toBeLessThan(1e-4);
        });
      }
      expect(errors).toEqual([]);
    });

    test('Graphs shows a box per layer, the loss and the optimizer, and shapes on the arrows', async () => {
      const { page, errors } = await open('graphs');
      const { boxes, shapes } = await readGraph(page, 'train');
      expect(boxes).toEqual(
        expect.arrayContaining(['input', 'conv1', 'pool1', 'flatten', 'fc1', 'logits', 'loss']),
      );
      expect(shapes).toEqual(
        expect.arrayContaining([
          '50×28×28×1',
          '50×28×28×4',
          '50×7×7×4',
          '50×196',
          '50×16',
          '50×10',
        ]),
      );
      expect(errors).toEqual([]);
    });

    test('Images shows mistakes, filters and confusion matrix of every run, as large as their files', async () => {
      const { page, errors } = await open('images');
      for (const name of ['misclassified', 'first-layer-filters', 'confusion-matrix']) {
        const images = await readImages(page, `findings/${name}`, runNames.length);
        const expected = runs.map((run) => {
          const file = path.join(run.findings, `${name}.png`);
          const { width, height } = PNG.sync.read(fs.readFileSync(file));
          return { run: run.name, tag: `findings/${name}`, width, height };
        });
        expect(images.sort((a, b) => (a.run < b.run ? -1 : 1))).toEqual(expected);
      }
      expect(errors).toEqual([]);
    });
  },
);
