import { activations } from '../activations/registry';
import type { Dataset, Split } from '../datasets/dataset';
import type { TrainingTask } from '../engine/engine';
import type { RunSettings } from '../plan/run-config';
import { settingsSchema } from '../spec/experiment-schema';
import { createRandom } from '../util/random';
import { checkNetwork } from './check-network';
import type { GradientRow } from './gradient-row';

/** A network of the suite, as specs write it. */
interface SuiteCase {
  readonly title: string;
  readonly model: Readonly<Record<string, unknown>>;
  readonly loss?: unknown;
  readonly classCount?: number;
  /** Numbers to predict, in the place of classes. */
  readonly targetCount?: number;
}

const initializers = [
  'glorotUniform',
  'heNormal',
  'orthogonal',
  { type: 'truncatedNormal', stddev: 0.1 },
  { type: 'fanInNormal', gain: 1.4, countBias: true },
];
const biasInitializer = { type: 'randomNormal', stddev: 0.2 };

/** Every activation, loss, depth and kind of initializer, one thing changed at a time. */
const cases: readonly SuiteCase[] = [
  ...Object.keys(activations).map((activation) => ({
    title: `${activation}, two hidden layers`,
    model: { hidden: [7, 5], activation },
  })),
  { title: 'no hidden layer', model: { hidden: [] } },
  { title: 'one hidden layer', model: { hidden: [6], activation: 'tanh' } },
  { title: 'four hidden layers', model: { hidden: [6, 6, 6, 6], activation: 'tanh' } },
  {
    title: 'mean over entries',
    model: { hidden: [6], activation: 'tanh' },
    loss: { type: 'softmaxCrossEntropy', reduction: 'meanOverEntries' },
  },
  {
    title: 'smoothed labels',
    model: { hidden: [6], activation: 'tanh' },
    loss: { type: 'softmaxCrossEntropy', labelSmoothing: 0.1 },
  },
  {
    title: 'binary cross-entropy',
    model: { hidden: [6], activation: 'tanh' },
    loss: 'binaryCrossEntropy',
    classCount: 2,
  },
  {
    title: 'mean squared error',
    model: { hidden: [6], activation: 'tanh' },
    loss: 'meanSquaredError',
    targetCount: 1,
  },
  {
    title: 'mean squared error of two targets',
    model: { hidden: [6], activation: 'tanh' },
    loss: 'meanSquaredError',
    targetCount: 2,
  },
  {
    title: 'huber',
    model: { hidden: [6], activation: 'tanh' },
    loss: { type: 'huber', delta: 0.5 },
    targetCount: 2,
  },
  { title: 'L2', model: { hidden: [6], activation: 'tanh', l2: 0.05 } },
  ...initializers.map((initializer) => ({
    title: `weights from ${typeof initializer === 'string' ? initializer : initializer.type}`,
    model: { hidden: [6], activation: 'tanh', initializer },
  })),
];

const inputCount = 4;
const exampleCount = 10;

/** Checks the gradients of all networks of the suite. */
export function* checkSuite(): Generator<GradientRow> {
  const indices = Int32Array.from({ length: exampleCount }, (_, index) => index);
  for (const suiteCase of cases) {
    yield* checkNetwork(suiteCase.title, createTask(suiteCase), indices, Number.POSITIVE_INFINITY);
  }
}

function createTask({ model, loss, classCount = 3, targetCount }: SuiteCase): TrainingTask {
  const { dataset: _, ...settings } = settingsSchema.parse({
    dataset: 'moons',
    model: { type: 'mlp', biasInitializer, ...model },
    optimizer: 'sgd',
    steps: 1,
    loss,
  });
  return {
    settings: { ...settings, batchSize: exampleCount } as unknown as RunSettings,
    seed: 0,
    dataset: targetCount === undefined ? createPoints(classCount) : createTargets(targetCount),
    batchIndices: () => Int32Array.of(0),
    learningRate: () => 0,
  };
}

/** Normal points with labels in turn. */
function createPoints(classCount: number): Dataset {
  const random = createRandom(5);
  const split = (count: number): Split => ({
    count,
    inputs: Float32Array.from({ length: count * inputCount }, () => random.normal()),
    labels: Uint8Array.from({ length: count }, (_, index) => index % classCount),
  });
  return {
    name: 'points',
    inputShape: [inputCount],
    classNames: Array.from({ length: classCount }, (_, id) => String(id)),
    scale: 1,
    offset: 0,
    train: split(exampleCount),
    validation: split(0),
    test: split(0),
    checksum: '',
  };
}

/** The same points with normal numbers to predict. */
function createTargets(targetCount: number): Dataset {
  const random = createRandom(6);
  const withTargets = (split: Split): Split => ({
    ...split,
    labels: Float32Array.from({ length: split.count * targetCount }, () => random.normal()),
  });
  const { train, validation, test, ...points } = createPoints(0);
  const zeros = Array.from({ length: targetCount }, () => 0);
  return {
    ...points,
    targets: { names: zeros.map(String), means: zeros, deviations: zeros.map(() => 1) },
    train: withTargets(train),
    validation: withTargets(validation),
    test: withTargets(test),
  };
}
