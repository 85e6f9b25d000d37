import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eagerEngine } from '../../src/engine/eager-engine';
import type { NamedTensors, TrainingTask } from '../../src/engine/engine';
import { referenceEngine } from '../../src/engine/reference-engine';
import { tf } from '../../src/tensorflow/tensorflow';
import { UserError } from '../../src/util/user-error';
import { activationSamples } from '../activations/activation-samples';
import { blobs, createTask } from './small-tasks';

const data = blobs([4, 2, 1], 3);
const twoClasses = blobs([4], 2);
const mlp = { type: 'mlp', hidden: [6, 5] };
const steps = 80;

/** The largest difference between tensors, over the names of the first. */
function largestDifference(expected: NamedTensors = {}, actual: NamedTensors = {}): number {
  let largest = 0;
  for (const [name, { shape, values }] of Object.entries(expected)) {
    expect({ name, shape: actual[name]?.shape }).toEqual({ name, shape });
    for (const [p, value] of values.entries()) {
      largest = Math.max(largest, Math.abs(value - (actual[name]?.values[p] ?? Number.NaN)));
    }
  }
  return largest;
}

/**
 * Trains both engines from the start and compares losses, weights and optimizer state, which are
 * of the order of 1, along the way and at the end.
 */
function expectSameTrajectory(task: TrainingTask, tolerance: number): void {
  const eager = eagerEngine.open(task);
  const reference = referenceEngine.open(task);
  expect(largestDifference(eager.readState(), reference.readState())).toBe(0);
  const expected = eager.train(1, steps);
  const losses = reference.train(1, steps);
  expect(losses).toHaveLength(steps);
  for (const [index, loss] of expected.entries()) {
    expect(Math.abs((losses[index] ?? Number.NaN) - loss)).toBeLessThan(tolerance);
  }
  expect(losses[steps - 1]).toBeLessThan(losses[0] ?? 0);
  expect(largestDifference(eager.readState(), reference.readState())).toBeLessThan(tolerance);
  eager.dispose();
  reference.dispose();
}

/** Rounding to float32, 6e-8, gathered over the steps: 1.4e-6 at most where it was measured. */
const float32Tolerance = 4e-6;

const optimizers = [
  { type: 'sgd', learningRate: 0.1 },
  { type: 'momentum', learningRate: 0.05 },
  { type: 'momentum', learningRate: 0.05, nesterov: true },
  { type: 'adam', learningRate: 0.01 },
  { type: 'adamax', learningRate: 0.01 },
  { type: 'rmsprop', learningRate: 0.01 },
  { type: 'rmsprop', learningRate: 0.01, momentum: 0.5, centered: true },
  { type: 'adagrad', learningRate: 0.1 },
];

test.each(activationSamples)('80 steps are those of the eager engine with %j', (activation) => {
  const model = { ...mlp, activation };
  const momentum = { type: 'momentum', learningRate: 0.05 };
  const task = createTask(data, { model, optimizer: momentum, batchSize: 16 });
  expectSameTrajectory(task, float32Tolerance);
  const adam = { type: 'adam', learningRate: 0.01 };
  expectSameTrajectory(
    createTask(data, { model, optimizer: adam, batchSize: 16 }),
    float32Tolerance,
  );
});

test.each<[string, Record<string, unknown>]>([
  ['dropout', { model: { ...mlp, dropout: 0.4 } }],
  ['no hidden layer', { model: { ...mlp, hidden: [] } }],
  ['full batches', { model: mlp, batchSize: 'full' }],
  ['a learning rate that falls', { model: mlp, schedule: 'cosine' }],
  [
    'the mean over entries',
    { model: mlp, loss: { type: 'softmaxCrossEntropy', reduction: 'meanOverEntries' } },
  ],
  [
    'layers with settings of their own',
    {
      model: {
        type: 'layers',
        layers: [
          { type: 'flatten' },
          { type: 'dense', name: 'wide', units: 9, activation: 'elu', l2: 0.1 },
          { type: 'dropout', rate: 0.2 },
          { type: 'dense', units: 4 },
        ],
      },
    },
  ],
])('%s: 80 steps are those of the eager engine', (_, settings) => {
  const optimizer = { type: 'sgd', learningRate: 0.1 };
  expectSameTrajectory(
    createTask(data, { optimizer, batchSize: 16, ...settings }),
    float32Tolerance,
  );
});

test('binary cross-entropy: 80 steps are those of the eager engine', () => {
  const settings = { model: mlp, optimizer: 'sgd', loss: 'binaryCrossEntropy', batchSize: 16 };
  expectSameTrajectory(createTask(twoClasses, settings), float32Tolerance);
});

test.each(['softmaxCrossEntropy', 'binaryCrossEntropy'])(
  '%s: metrics, predictions and observations are those of the eager engine',
  (loss) => {
    const model = { ...mlp, dropout: 0.3, l2: 0.1 };
    const task = createTask(twoClasses, { model, optimizer: 'adam', loss, batchSize: 16 });
    const eager = eagerEngine.open(task);
    const reference = referenceEngine.open(task);
    reference.train(1, 20);
    eager.restoreState(reference.readState());

    for (const split of ['train', 'validation', 'test'] as const) {
      const expected = eager.evaluate(split);
      const actual = reference.evaluate(split);
      expect(actual.loss).toBeCloseTo(expected.loss, 5);
      expect(actual.accuracy).toBeCloseTo(expected.accuracy ?? Number.NaN, 12);
      const probabilities = { [split]: eager.predict(split) };
      expect(largestDifference(probabilities, { [split]: reference.predict(split) })).toBeLessThan(
        1e-6,
      );
    }
    const { inputs } = twoClasses.test;
    expect(reference.predictInputs(inputs)).toEqual(reference.predict('test'));

    const indices = Int32Array.of(3, 1, 40);
    expect(reference.evaluateBatch(indices).loss).toBeCloseTo(eager.evaluateBatch(indices).loss, 5);
    const kinds = ['weights', 'biases', 'preactivations', 'activations', 'gradients'] as const;
    const expected = eager.observe(kinds, indices);
    const actual = reference.observe(kinds, indices);
    for (const kind of kinds) {
      expect(Object.keys(actual[kind] ?? {})).toEqual(Object.keys(expected[kind] ?? {}));
      expect(largestDifference(expected[kind], actual[kind])).toBeLessThan(1e-6);
    }
    expect(Object.keys(reference.observe(['biases'], indices))).toEqual(['biases']);
    eager.dispose();
    reference.dispose();
  },
);

test.each(optimizers)('$type resumes bit for bit', (optimizer) => {
  const task = createTask(data, { model: { ...mlp, dropout: 0.2 }, optimizer, batchSize: 16 });
  const whole = referenceEngine.open(task);
  const losses = whole.train(1, 30);
  const firstHalf = referenceEngine.open(task);
  firstHalf.train(1, 13);
  const secondHalf = referenceEngine.open(task);
  secondHalf.restoreState(firstHalf.readState());
  expect(secondHalf.train(14, 30)).toEqual(losses.slice(13));
  expect(secondHalf.readState()).toEqual(whole.readState());
  for (const session of [whole, firstHalf, secondHalf]) session.dispose();
});

test('it takes over where the eager engine stops', () => {
  const task = createTask(data, { model: mlp, optimizer: 'momentum', batchSize: 16 });
  const eager = eagerEngine.open(task);
  eager.train(1, 20);
  const reference = referenceEngine.open(task);
  reference.restoreState(eager.readState());
  const expected = eager.train(21, 40);
  for (const [index, loss] of reference.train(21, 40).entries()) {
    expect(loss).toBeCloseTo(expected[index] ?? Number.NaN, 5);
  }
  eager.dispose();
  reference.dispose();
});

test('a loss that is not finite ends training at its step', () => {
  const session = referenceEngine.open(
    createTask(data, {
      model: { ...mlp, activation: 'linear' },
      optimizer: { type: 'sgd', learningRate: 1000 },
      batchSize: 'full',
      steps: 2000,
    }),
  );
  const losses = session.train(1, 2000);
  expect(losses.length).toBeLessThan(2000);
  expect(losses.slice(0, -1).every(Number.isFinite)).toBe(true);
  expect(Number.isFinite(losses.at(-1))).toBe(false);
  expect(() => session.restoreState(session.readState())).not.toThrow();
  session.dispose();
});

test('a layer that it does not know is named, with what to do', () => {
  const model = { type: 'cnn', filters: [2], kernelSize: 3, denseUnits: 4 };
  const task = createTask(data, { model, optimizer: 'sgd' });
  const open = () => referenceEngine.open(task);
  expect(open).toThrow(UserError);
  expect(open).toThrow('The reference engine can\'t train the layer "conv1"');
});

test('the saved model predicts the same, and nothing is left behind', async () => {
  const before = tf.memory().numTensors;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-reference-'));
  const session = referenceEngine.open(createTask(data, { model: mlp, optimizer: 'adam' }));
  session.train(1, 5);
  await session.saveModel(folder);
  const expected = session.predict('validation').values;
  session.dispose();
  const model = await tf.loadLayersModel(`file://${path.join(folder, 'model.json')}`);
  const loaded = tf.tidy(() => {
    const inputs = tf.tensor(Float32Array.from(data.validation.inputs), [20, 4, 2, 1]);
    const logits = model.predict(tf.mul(inputs, data.scale)) as ReturnType<typeof tf.tensor2d>;
    return tf.softmax(logits).dataSync();
  });
  for (const [p, value] of loaded.entries()) expect(value).toBeCloseTo(expected[p] ?? 0, 6);
  model.dispose();
  fs.rmSync(folder, { recursive: true });
  expect(tf.memory().numTensors).toBe(before);
});
