import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { JSON_SCHEMA_FILE } from '../../scripts/write-json-schema';
import { describeTestSelection } from '../../src/analysis/comparison/describe-test-selection';
import type { RunSettings } from '../../src/plan/run-config';
import { planText } from '../plan/plan-samples';
import { linesOf } from './format-problems';

const folder = path.dirname(JSON_SCHEMA_FILE);
const files = fs.readdirSync(folder).filter((name) => name.endsWith('.yaml'));

function plan(file: string) {
  const planning = planText(fs.readFileSync(path.join(folder, file), 'utf8'));
  if (!planning.ok) throw new Error(linesOf(planning.problems).join('\n'));
  return planning;
}

test.each(files)('%s is valid, asks a question and names the schema', (file) => {
  const { plan: planned, warnings } = plan(file);
  expect(linesOf(warnings)).toEqual([]);
  expect(planned.question).toMatch(/\?$/);
  expect(planned.experiment).toBe(path.basename(file, '.yaml'));
  const [first] = fs.readFileSync(path.join(folder, file), 'utf8').split('\n');
  expect(first).toBe('# yaml-language-server: $schema=./experiment.schema.json');
});

test.each(files.filter((file) => !file.startsWith('report-')))(
  '%s chooses nothing by its test data',
  (file) => {
    expect(describeTestSelection(plan(file).plan)).toBeUndefined();
  },
);

test('mnist-cnn.yaml is the network and the training of the source report', () => {
  const { runs } = plan('mnist-cnn.yaml').plan;
  expect(runs.map(({ seed }) => seed)).toEqual([0, 1, 2]);
  expect(runs[0]?.settings).toMatchObject({
    dataset: { name: 'mnist', range: [0, 1], validation: 5000 },
    model: {
      type: 'cnn',
      activation: { type: 'relu' },
      initializer: { type: 'truncatedNormal', stddev: 0.1 },
      biasInitializer: { type: 'constant', value: 0.1 },
      filters: [32, 64],
      kernelSize: 5,
      denseUnits: 1024,
      dropout: 0.5,
    },
    optimizer: { type: 'adam', learningRate: 1e-4, beta1: 0.9, beta2: 0.999 },
    steps: 5500,
    batchSize: 50,
    stepsPerEpoch: 1100,
    logEvery: 100,
    evaluateEvery: 1100,
    checkpointEvery: 1100,
  } satisfies Partial<RunSettings> | Record<string, unknown>);
});

test('mnist-mlp.yaml is the deep network of the source report', () => {
  expect(plan('mnist-mlp.yaml').plan.runs[0]?.settings).toMatchObject({
    model: {
      type: 'mlp',
      hidden: [500, 250, 100],
      activation: { type: 'relu' },
      initializer: { type: 'glorotUniform' },
      biasInitializer: { type: 'constant', value: 0 },
    },
    optimizer: { type: 'sgd', learningRate: 0.01 },
    batchSize: 64,
    steps: 15 * 860,
  });
});

test('report-b-tanh-xavier.yaml trains the 5,500 steps that its published figure is of', () => {
  const { published, runs } = plan('report-b-tanh-xavier.yaml').plan;
  expect(published).toMatchObject([{ metric: 'test/accuracy', value: 0.6585 }]);
  expect(runs.map(({ settings }) => settings.steps)).toEqual([5500, 5500, 5500]);
});

test.each(files.filter((file) => file.startsWith('report-')))(
  '%s says itself what it measures and ranks by, as its report does',
  (file) => {
    const spec: unknown = parse(fs.readFileSync(path.join(folder, file), 'utf8'));
    expect(spec).toMatchObject({
      metric: { name: 'test/accuracy', goal: 'maximize' },
      evaluate: expect.arrayContaining(['test']),
    });
  },
);
