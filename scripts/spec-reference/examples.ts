import type { z } from 'zod';
import { type ActivationName, activationSchema, activations } from '../../src/activations/registry';
import type { DatasetName } from '../../src/datasets/registry';
import type { InitializerName } from '../../src/initializers/registry';
import type { KindRegistry } from '../../src/kinds/kind';
import type { LayerName } from '../../src/layers/registry';
import { type LossSpec, losses, lossSchema } from '../../src/losses/registry';
import { type OptimizerSpec, optimizerSchema, optimizers } from '../../src/optimizers/registry';
import type { ScheduleSpec } from '../../src/schedules/registry';
import type { experimentShape, settingsShape } from '../../src/spec/experiment-schema';
import { formatYaml } from '../../src/spec/mistakes/describe-value';
import type { ModelSpec } from '../../src/spec/model-schema';

/*
 * Snippets are parts of a spec, and everything that they leave out is as in `minimalSpec`. Those of
 * kinds name every setting that the kind has.
 */

/** The smallest spec that can be run, by which a test completes the snippets. */
export const minimalSpec = `name: smallest
dataset: moons
model: mlp
optimizer: adam
steps: 1000`;

type Key = keyof typeof experimentShape | keyof typeof settingsShape;

/** A snippet for every key of a spec. */
export const keyExamples: Readonly<Record<Key, string>> = {
  name: 'name: moons-optimizers',
  question: 'question: Does Adam beat plain SGD on two moons?',
  description: 'description: Three hidden units, as in the second lecture.',
  tags: 'tags: [lecture-2, moons]',
  grid: `grid:
  optimizer: [adam, sgd]
  model.hidden: [[3], [16, 16]]`,
  zip: `zip:
  model.activation: [tanh, relu]
  model.initializer: [glorotUniform, heNormal]`,
  exclude: `grid:
  optimizer: [adam, sgd]
  optimizer.learningRate: [0.001, 1]
exclude:
  - { optimizer: adam, optimizer.learningRate: 1 }`,
  sample: `grid:
  optimizer: [sgd, momentum, adam]
sample:
  count: 8
  axes:
    optimizer.learningRate:
      - { logUniform: [1e-4, 1e-1], when: { optimizer: adam } }
      - { logUniform: [1e-3, 1] }
    optimizer.momentum: { uniform: [0.5, 0.99], when: { optimizer: momentum } }`,
  tune: `grid:
  optimizer: [sgd, adam]
  optimizer.learningRate: [1e-3, 1e-2, 1e-1]
tune: [optimizer.learningRate]`,
  seeds: 'seeds: 5',
  confirm: `grid:
  optimizer: [sgd, adam]
  optimizer.learningRate: [1e-3, 1e-2, 1e-1]
tune: [optimizer.learningRate]
confirm: { seeds: 10 }`,
  metric: 'metric: { name: validation/accuracy, goal: maximize, atLeast: 0.002 }',
  claims: `grid:
  optimizer: [adam, sgd]
claims:
  - mean(test/accuracy | optimizer=adam) > mean(test/accuracy | optimizer=sgd)`,
  published: `grid:
  optimizer: [adam, sgd]
published:
  - where: { optimizer: adam }
    metric: test/accuracy
    step: 1000
    value: 0.97
    tolerance: 0.02
    note: From table 3.`,
  init: 'init: { from: mnist-optimizers/adam-lr1e-4_xavier-s0, layers: [conv1, conv2] }',
  precision: 'precision: bfloat16',
  order: 'order: listed',
  keepCheckpoints: 'keepCheckpoints: 5',
  halving: `evaluateEvery: 100
halving: { firstRung: 100, factor: 2 }`,
  dataset: 'dataset: [mnist, synthetic-digits]',
  augment: `dataset: mnist
grid:
  augment.rotate: [0, 15]
augment: { shift: 2, zoom: 0.1 }`,
  model: 'model: { type: mlp, hidden: [500, 250, 100] }',
  loss: 'loss: binaryCrossEntropy',
  optimizer: 'optimizer: { type: adam, learningRate: 1e-4 }',
  schedule: 'schedule: { type: cosine, warmupSteps: 100 }',
  steps: 'steps: 5500',
  epochs: 'epochs: 10',
  batchSize: 'batchSize: full',
  logEvery: 'logEvery: 100',
  evaluateEvery: 'evaluateEvery: epoch',
  checkpointEvery: 'checkpointEvery: 500',
  evaluate: 'evaluate: [validation, test, full-train]',
  summaries: 'summaries: [weights, gradients]',
  engine: 'engine: eager',
  threads: 'threads: 1',
  earlyStopping: 'earlyStopping: { metric: validation/loss, patience: 3, minDelta: 0.001 }',
};

/** What has kinds, by its name in the JSON Schema, with the names of its kinds. */
export interface Kinds {
  readonly dataset: DatasetName;
  readonly model: ModelSpec['type'];
  readonly layer: LayerName;
  readonly activation: ActivationName;
  readonly initializer: InitializerName;
  readonly loss: LossSpec['type'];
  readonly optimizer: OptimizerSpec['type'];
  readonly schedule: ScheduleSpec['type'];
}

/** Something that has kinds. */
export type KindOf = keyof Kinds;

const idx = (name: string) =>
  `dataset: { name: ${name}, classes: [3, 9], range: [-1, 1], validation: 2000, trainSize: 10000 }`;
const formula = (name: string) => `dataset:
  { name: ${name}, size: 500, noise: 0.1, validation: 100, testSize: 200, seed: 0, standardizeTarget: false }
loss: meanSquaredError`;
const layers = (text: string) => `dataset: mnist
model:
  type: layers
  layers:
${text}`;
const conv = '    - { type: conv2d, filters: 8, kernelSize: 5 }';
const pool = (type: string) =>
  layers(`${conv}\n    - { type: ${type}, name: shrink, poolSize: 3, strides: 2, padding: valid }`);
const activation = (text: string) => `model: { type: mlp, activation: ${text} }`;
const initializer = (text: string) => `model: { type: mlp, initializer: ${text} }`;

/**
 * Snippets of kinds whose settings all have defaults: each with these.
 *
 * @param write a part of a spec that names a kind.
 * @param others settings without a default that every kind has.
 */
function fromDefaults<Kinds extends KindRegistry>(
  kinds: Kinds,
  schema: z.ZodType,
  write: (kind: string) => string,
  others: Readonly<Record<string, unknown>> = {},
): Readonly<Record<keyof Kinds, string>> {
  const snippets = Object.keys(kinds).map((type) => {
    const settings = schema.parse({ type, ...others });
    const isPlain = Object.keys(settings as object).length === 1;
    const text = write(isPlain ? type : formatYaml(settings));
    return [type, text.length > 100 ? text.replace(': ', ':\n  ') : text];
  });
  return Object.fromEntries(snippets);
}

const arrays = `  classNames: [zero, one]  # or targets: true, standardizeTarget: false
  shape: [28, 28, 1]
  range: [0, 1]
  standardize: false
  split: { validation: 0.1, test: 0.1, seed: 0 }`;

/** A snippet for every kind of everything that has kinds. */
export const kindExamples: { readonly [Of in KindOf]: Readonly<Record<Kinds[Of], string>> } = {
  dataset: {
    mnist: idx('mnist'),
    'fashion-mnist': idx('fashion-mnist'),
    'synthetic-digits': `dataset:
  { name: synthetic-digits, range: [0, 1], classes: [0, 1], train: 500, validation: 100, test: 200, seed: 1 }`,
    moons:
      'dataset: { name: moons, size: 500, noise: 0.1, validation: 200, testSize: 200, seed: 0 }',
    circles: `dataset:
  { name: circles, size: 500, noise: 0.05, factor: 0.5, validation: 200, testSize: 200, seed: 0 }`,
    sine: formula('sine'),
    friedman: formula('friedman'),
    csv: `dataset:
  name: csv
  file: iris.csv  # or train: a.csv, validation: b.csv, test: c.csv
  label: species  # or a number, target: petal_width, with standardizeTarget: false to learn it as it is
  features: [sepal_length, sepal_width, petal_length, petal_width]
  categories: [petal_width]
  missing: drop
  standardize: true
  shape: [2, 2, 1]
  split: { validation: 0.2, test: 0.2, seed: 0 }
  delimiter: ";"
  header: true
  skipLines: 1`,
    'cifar-10': idx('cifar-10'),
    images: `dataset:
  name: images
  folder: flowers
  size: [64, 48]
  color: gray
  fit: crop
  range: [0, 1]
  split: { validation: 0.2, test: 0.2, seed: 0 }`,
    parquet: `dataset:
  name: parquet
  train: train.parquet  # or file: all.parquet
  validation: validation.parquet
  test: test.parquet
  label: species  # or target: [height, width], standardizeTarget: true
  features: [sepal_length, sepal_width, petal_length, petal_width]
  categories: [petal_width]
  missing: mean
  standardize: false
  shape: [4]
  split: fold  # a column, or shares as of csv`,
    npz: `dataset:
  name: npz
  file: digits.npz
  train: { inputs: x_train, labels: y_train }
  validation: { inputs: x_val, labels: y_val }
  test: { inputs: x_test, labels: y_test }
${arrays}`,
    npy: `dataset:
  name: npy
  train: { inputs: x.npy, labels: y.npy }
  validation: { inputs: x_val.npy, labels: y_val.npy }
  test: { inputs: x_test.npy, labels: y_test.npy }
${arrays}`,
    idx: `dataset:
  name: idx
  train: { images: kmnist-train-images.gz, labels: kmnist-train-labels.gz }
  validation: { images: kmnist-val-images.gz, labels: kmnist-val-labels.gz }
  test: { images: kmnist-test-images.gz, labels: kmnist-test-labels.gz }
${arrays}`,
  },
  model: {
    cnn: `dataset: mnist
model:
  type: cnn
  filters: [16, 32]
  kernelSize: 3
  denseUnits: 128
  dropout: 0.25
  activation: relu
  initializer: heNormal
  biasInitializer: zeros
  outputInitializer: glorotUniform
  l2: 1e-4`,
    mlp: `model:
  type: mlp
  hidden: [16, 16]
  dropout: 0.1
  activation: tanh
  initializer: glorotUniform
  biasInitializer: zeros
  outputInitializer: zeros
  l2: 1e-4`,
    layers: `dataset: mnist
model:
  type: layers
  activation: relu
  initializer: heNormal
  biasInitializer: zeros
  outputInitializer: glorotUniform
  l2: 1e-4
  layers:
${conv}
    - type: maxPool2d
    - { type: dense, units: 64 }`,
  },
  layer: {
    conv2d: layers(`    - type: conv2d
      name: edges
      filters: 8
      kernelSize: 5
      strides: 2
      padding: valid
      activation: tanh
      initializer: glorotUniform
      biasInitializer: zeros
      l2: 1e-4`),
    maxPool2d: pool('maxPool2d'),
    averagePool2d: pool('averagePool2d'),
    flatten: layers(`${conv}\n    - { type: flatten, name: vector }`),
    dense: layers(`    - type: dense
      name: wide
      units: 256
      activation: tanh
      initializer: glorotUniform
      biasInitializer: zeros
      l2: 1e-4`),
    activation: layers(`    - { type: dense, units: 64, activation: linear }
    - { type: activation, name: bend, activation: elu }`),
    dropout: layers(`    - { type: dense, units: 64 }
    - { type: dropout, name: forget, rate: 0.5 }`),
    batchNorm: layers(`    - { type: conv2d, filters: 8, kernelSize: 5, activation: linear }
    - { type: batchNorm, name: normal, momentum: 0.9, epsilon: 1e-5 }
    - { type: activation, activation: relu }`),
    layerNorm: layers(`    - { type: dense, units: 64, activation: linear }
    - { type: layerNorm, name: normal, epsilon: 1e-5 }
    - { type: activation, activation: relu }`),
    globalAveragePool2d: layers(`${conv}\n    - { type: globalAveragePool2d, name: whole }`),
    separableConv2d: layers(`    - type: separableConv2d
      name: edges
      filters: 8
      kernelSize: 5
      strides: 2
      padding: valid
      depthMultiplier: 4
      activation: tanh
      initializer: glorotUniform
      biasInitializer: zeros
      l2: 1e-4`),
    depthwiseConv2d: layers(`    - type: depthwiseConv2d
      name: edges
      kernelSize: 5
      strides: 2
      padding: valid
      depthMultiplier: 8
      activation: tanh
      initializer: glorotUniform
      biasInitializer: zeros
      l2: 1e-4`),
  },
  activation: fromDefaults(activations, activationSchema, activation),
  initializer: {
    zeros: 'model: { type: mlp, biasInitializer: zeros }',
    ones: 'model: { type: mlp, biasInitializer: ones }',
    identity: 'model: { type: mlp, hidden: [2, 2], initializer: identity }',
    glorotUniform: initializer('glorotUniform'),
    glorotNormal: initializer('glorotNormal'),
    heNormal: initializer('heNormal'),
    heUniform: initializer('heUniform'),
    leCunNormal: initializer('leCunNormal'),
    leCunUniform: initializer('leCunUniform'),
    orthogonal: initializer('orthogonal'),
    xavier: initializer('xavier'),
    constant: 'model: { type: mlp, biasInitializer: { type: constant, value: 0.1 } }',
    randomNormal: initializer('{ type: randomNormal, mean: 0, stddev: 0.1 }'),
    truncatedNormal: initializer('{ type: truncatedNormal, mean: 0, stddev: 0.1 }'),
    randomUniform: initializer('{ type: randomUniform, min: -0.1, max: 0.1 }'),
    varianceScaling: `model:
  type: mlp
  initializer: { type: varianceScaling, scale: 2, mode: fanAvg, distribution: uniform }`,
    fanInNormal: initializer('{ type: fanInNormal, gain: 1, countBias: true }'),
  },
  loss: {
    ...fromDefaults(losses, lossSchema, (loss) => `loss: ${loss}`),
    meanSquaredError: 'dataset: sine\nloss: meanSquaredError',
    huber: 'dataset: sine\nloss: { type: huber, delta: 0.5 }',
    softmaxCrossEntropy:
      'loss: { type: softmaxCrossEntropy, reduction: mean, labelSmoothing: 0.1 }',
  },
  optimizer: fromDefaults(optimizers, optimizerSchema, (optimizer) => `optimizer: ${optimizer}`, {
    clipNorm: 1,
  }),
  schedule: {
    constant: 'schedule: { type: constant, warmupSteps: 100 }',
    step: 'schedule: { type: step, every: 300, factor: 0.5, warmupSteps: 100 }',
    exponential: 'schedule: { type: exponential, decaySteps: 200, factor: 0.9, warmupSteps: 100 }',
    cosine: 'schedule: { type: cosine, finalFraction: 0.1, warmupSteps: 100 }',
  },
};
