import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TensorBoardServer } from '../../scripts/tensorboard/tensorboard-server';
import { EventWriter } from '../../src/records/events/event-writer';
import { removeSessionEnd, writeSessionEnd } from '../../src/records/session-files';
import { encodePng } from '../../src/records/summaries/image';
import { buildScalar } from '../../src/records/summaries/scalar';
import { oraclePython } from '../oracle-python';
import { image, lossAt, writeSampleExperiment } from './sample-experiment';

const python = oraclePython();
const runNames = ['adam-s0', 'adam-s1', 'sgd-s0', 'sgd-s1'];
const title = python === undefined ? 'TensorBoard (skipped: no Python with it)' : 'TensorBoard';

(python === undefined ? describe.skip : describe)(title, () => {
  describe.each(['fast', 'python'] as const)('with its %s loader', (loader) => {
    let logdir: string;
    let server: TensorBoardServer;

    beforeAll(async () => {
      logdir = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-test-'));
      writeSampleExperiment(logdir);
      server = await TensorBoardServer.start(python ?? '', logdir, loader);
      await server.waitFor(
        async () => JSON.stringify(await server.ask('scalars/tags')),
        (tags) => runNames.every((run) => String(tags).includes(run)),
      );
      await server.waitFor(
        () => server.ask('scalars/scalars', { run: 'adam-s0', tag: 'loss/train' }),
        (points) => (points as unknown[]).length === 5,
      );
    });
    afterAll(async () => {
      await server.stop();
      fs.rmSync(logdir, { recursive: true, force: true });
    });

    test('lists the runs and nothing else', async () => {
      const runs = (await server.runs()) as string[];
      expect([...runs].sort()).toEqual(runNames);
    });

    test('draws a resumed curve without a gap, a zigzag or a duplicate', async () => {
      const answer = await server.ask('scalars/scalars', { run: 'adam-s0', tag: 'loss/train' });
      const points = (answer as [number, number, number][]).map(([, step, value]) => [step, value]);
      expect(points).toEqual([1, 2, 3, 4, 5].map((step) => [step, Math.fround(lossAt(step))]));
    });

    test('has the statistics of every tensor, and how many values are not finite', async () => {
      const tags = (await server.ask('scalars/tags')) as Record<string, Record<string, unknown>>;
      const found = Object.keys(tags['adam-s0'] ?? {}).filter((tag) => tag.includes('/fc1/'));
      const statistics = ['max', 'mean', 'min', 'stddev'];
      expect(found.sort()).toEqual([
        ...['max', 'mean', 'min', 'non_finite', 'stddev'].map((name) => `activations/fc1/${name}`),
        ...statistics.map((name) => `biases/fc1/${name}`),
        ...statistics.map((name) => `weights/fc1/${name}`),
      ]);
      const parameters = { run: 'adam-s0', tag: 'activations/fc1/non_finite' };
      expect(await server.ask('scalars/scalars', parameters)).toEqual([[expect.any(Number), 0, 2]]);
    });

    test.each([
      ['weights/fc1', 1000],
      ['biases/fc1', 64],
      ['activations/fc1', 2],
    ])('has the histogram of %s with all its values', async (tag, total) => {
      const answer = await server.ask('histograms/histograms', { run: 'adam-s0', tag });
      const [[, step, buckets] = []] = answer as [number, number, [number, number, number][]][];
      expect(step).toBe(0);
      expect(buckets?.reduce((sum, [, , count]) => sum + count, 0)).toBe(total);
    });

    test('shows the images to the byte', async () => {
      const found = { run: 'adam-s0', tag: 'misclassified' };
      for (const sample of ['0', '1']) {
        const answer = await server.ask('images/images', { ...found, sample });
        const [first] = answer as { step: number; query: string }[];
        expect(first?.step).toBe(0);
        const query = Object.fromEntries(new URLSearchParams(first?.query));
        expect(await server.askBytes('images/individualImage', query)).toEqual(encodePng(image));
      }
    });

    test('renders the text', async () => {
      const answer = await server.ask('text/text', { run: 'adam-s0', tag: 'spec' });
      const [first] = answer as { text: string }[];
      expect(first?.text).toContain('<h1>Spec</h1>');
      expect(first?.text).toContain('<strong>question</strong>: Does Adam beat SGD?');
    });

    test('has the precision-recall curve', async () => {
      const parameters = { run: 'adam-s0', tag: 'pr/class-1' };
      const answer = (await server.ask('pr_curves/pr_curves', parameters)) as {
        [run: string]: [Record<string, unknown>];
      };
      // Class 1 has probabilities 0.8 and 0.4, the others 0.1 and 0.3; thresholds by quarters, the
      // last of which, where nothing is predicted, TensorBoard leaves out.
      expect(answer['adam-s0']?.[0]).toMatchObject({
        thresholds: [0, 0.25, 0.5, 0.75],
        true_positives: [2, 2, 1, 1],
        false_positives: [2, 1, 0, 0],
        recall: [1, 1, 0.5, 0.5],
      });
    });

    test('lays train and test over each other', async () => {
      expect(await server.ask('custom_scalars/layout')).toMatchObject({
        category: [
          {
            title: 'Learning curves',
            chart: [{ title: 'loss', multiline: { tag: ['^loss/train$', '^loss/test$'] } }],
          },
        ],
      });
      const answer = await server.ask('custom_scalars/scalars', {
        run: 'adam-s0',
        tag: '^loss/train$',
      });
      const { tag_to_events: events } = answer as { tag_to_events: Record<string, unknown[]> };
      expect(events['loss/train']).toHaveLength(5);
    });

    test('has the nodes of the graph', async () => {
      const bytes = await server.askBytes('graphs/graph', { run: 'adam-s0' });
      expect(bytes.toString()).toContain('name: "fc1/MatMul"');
      expect(bytes.toString()).toContain('input: "input"');
    });

    test('knows every hyperparameter, its values, and the metric', async () => {
      const answer = await server.ask('hparams/experiment', { request: '{}' });
      expect(answer).toMatchObject({
        description: 'Does Adam beat SGD?',
        hparamInfos: [
          {
            name: 'model.batchNorm',
            displayName: 'batchNorm',
            type: 'DATA_TYPE_BOOL',
            domainDiscrete: [true, false],
          },
          { name: 'optimizer', type: 'DATA_TYPE_STRING', domainDiscrete: ['adam', 'sgd'] },
          {
            name: 'optimizer.learningRate',
            displayName: 'learningRate',
            type: 'DATA_TYPE_FLOAT64',
            domainDiscrete: [0.001, 0.1],
          },
        ],
        metricInfos: [{ name: { tag: 'accuracy/test' }, displayName: 'test accuracy' }],
      });
    });

    test('groups runs by trial, with mean metrics and their final status', async () => {
      const sessionGroups = await askSessionGroups(server);
      const groups = sessionGroups.map((group) => ({
        name: group.name,
        hparams: group.hparams,
        accuracy: group.metricValues[0]?.value,
        statuses: Object.fromEntries(group.sessions.map(({ name, status }) => [name, status])),
      }));
      expect(groups.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
        {
          name: 'adam',
          hparams: { optimizer: 'adam', 'optimizer.learningRate': 0.001, 'model.batchNorm': true },
          accuracy: expect.closeTo(0.8, 6),
          statuses: { 'adam-s0': 'STATUS_SUCCESS', 'adam-s1': 'STATUS_SUCCESS' },
        },
        {
          name: 'sgd',
          hparams: { optimizer: 'sgd', 'optimizer.learningRate': 0.1, 'model.batchNorm': false },
          accuracy: expect.closeTo(0.1, 6),
          statuses: { 'sgd-s0': 'STATUS_FAILURE', 'sgd-s1': 'STATUS_UNKNOWN' },
        },
      ]);
    });

    test('follows a stopped run that goes on and succeeds', async () => {
      const folder = path.join(logdir, 'sgd-s1');
      removeSessionEnd(folder);
      const writer = EventWriter.open(folder, 2);
      writer.writeSummaries(2, [buildScalar('accuracy/test', 0.5)]);
      writer.close();
      writeSessionEnd(folder, { outcome: 'success', endedAtMs: Date.now() });
      await server.waitFor(
        async () => (await askSessionGroups(server)).flatMap(({ sessions }) => sessions),
        (sessions) =>
          (sessions as SessionGroup['sessions']).some(
            ({ name, status }) => name === 'sgd-s1' && status === 'STATUS_SUCCESS',
          ),
      );
      const points = await server.ask('scalars/scalars', { run: 'sgd-s1', tag: 'accuracy/test' });
      expect((points as number[][]).map(([, step]) => step)).toEqual([1, 2]);
    });
  });
});

async function askSessionGroups(server: TensorBoardServer): Promise<SessionGroup[]> {
  const request = {
    allowedStatuses: ['STATUS_SUCCESS', 'STATUS_FAILURE', 'STATUS_RUNNING', 'STATUS_UNKNOWN'],
    colParams: [{ metric: { tag: 'accuracy/test', group: '' } }],
    startIndex: 0,
    sliceSize: 10,
    aggregationType: 'AGGREGATION_AVG',
  };
  const answer = await server.ask('hparams/session_groups', { request: JSON.stringify(request) });
  return (answer as { sessionGroups: SessionGroup[] }).sessionGroups;
}

interface SessionGroup {
  readonly name: string;
  readonly hparams: Record<string, unknown>;
  readonly metricValues: readonly { readonly value: number }[];
  readonly sessions: readonly { readonly name: string; readonly status: string }[];
}
