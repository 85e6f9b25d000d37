import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gatherInputs } from '../../src/datasets/batches/gather-batch';
import { eagerEngine } from '../../src/engine/eager-engine';
import { tf } from '../../src/tensorflow/tensorflow';
import { blobs, createTask } from './small-tasks';

const images = blobs([8, 8, 1], 3);
const points = blobs([4], 3);
const cnn = { type: 'cnn', filters: [3, 4], kernelSize: 3, denseUnits: 12, dropout: 0.4 };
const mlp = { type: 'mlp', hidden: [6] };

test.each(['sgd', 'momentum', 'adam', 'adamax', 'rmsprop', 'adagrad'])(
  '%s lowers the loss and resumes bit for bit',
  (type) => {
    const task = createTask(images, {
      model: cnn,
      optimizer: { type, learningRate: 0.01 },
      batchSize: 16,
    });
    const whole = eagerEngine.open(task);
    const losses = whole.train(1, 30);
    expect(losses).toHaveLength(30);
    expect(losses[29]).toBeLessThan(losses[0] ?? 0);

    const firstHalf = eagerEngine.open(task);
    firstHalf.train(1, 13);
    const state = firstHalf.readState();
    const secondHalf = eagerEngine.open(task);
    secondHalf.restoreState(state);
    expect(secondHalf.train(14, 30)).toEqual(losses.slice(13));
    expect(secondHalf.readState()).toEqual(whole.readState());
    for (const session of [whole, firstHalf, secondHalf]) session.dispose();
  },
);

test('training leaves no tensor behind', () => {
  const session = eagerEngine.open(
    createTask(images, { model: cnn, optimizer: 'adam', batchSize: 16 }),
  );
  const use = (step: number): void => {
    session.train(step, step + 2);
    session.evaluate('test');
    session.predict('test');
    session.observe(
      ['weights', 'biases', 'preactivations', 'activations', 'gradients'],
      Int32Array.of(0, 1),
    );
    session.readState();
  };
  use(1);
  const before = tf.memory().numTensors;
  use(4);
  expect(tf.memory().numTensors).toBe(before);
  session.dispose();
});

test('disposing frees all', () => {
  const before = tf.memory().numTensors;
  const session = eagerEngine.open(createTask(points, { model: mlp, optimizer: 'adam' }));
  session.train(1, 2);
  session.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('evaluation is the mean over all examples of a split, in batches or not', () => {
  const session = eagerEngine.open(createTask(points, { model: mlp, optimizer: 'sgd' }));
  const all = Int32Array.from({ length: points.train.count }, (_, index) => index);
  const whole = session.evaluate('train');
  const batch = session.evaluateBatch(all);
  expect(batch.loss).toBeCloseTo(whole.loss, 5);
  expect(batch.accuracy).toBe(whole.accuracy);
  session.dispose();
});

test('predictions are probabilities, and their largest one makes the accuracy', () => {
  const session = eagerEngine.open(
    createTask(points, { model: mlp, optimizer: 'adam', batchSize: 'full' }),
  );
  session.train(1, 40);
  const { shape, values } = session.predict('test');
  expect(shape).toEqual([40, 3]);
  let correct = 0;
  for (let row = 0; row < 40; row += 1) {
    const probabilities = values.subarray(row * 3, row * 3 + 3);
    expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    if (probabilities.indexOf(Math.max(...probabilities)) === points.test.labels[row]) correct += 1;
  }
  expect(session.evaluate('test').accuracy).toBe(correct / 40);
  session.dispose();
});

test('binary cross-entropy starts at log 2 with zero weights and learns', () => {
  const session = eagerEngine.open(
    createTask(blobs([4], 2), {
      model: { ...mlp, outputInitializer: 'zeros' },
      loss: 'binaryCrossEntropy',
      optimizer: { type: 'adam', learningRate: 0.05 },
      batchSize: 'full',
    }),
  );
  const losses = session.train(1, 60);
  expect(losses[0]).toBeCloseTo(Math.log(2), 5);
  expect(losses[59]).toBeLessThan(0.2);
  expect(session.evaluate('test').accuracy).toBeGreaterThan(0.9);
  expect(session.predict('test').shape).toEqual([40, 2]);
  session.dispose();
});

test('the loss of a step leaves out the L2 term, its gradient holds it', () => {
  const settings = { optimizer: { type: 'sgd', learningRate: 0.1 }, batchSize: 'full' };
  const plain = eagerEngine.open(createTask(points, { model: mlp, ...settings }));
  const decayed = eagerEngine.open(createTask(points, { model: { ...mlp, l2: 0.5 }, ...settings }));
  const kernel = 'fc1/kernel';
  const before = plain.readState()[kernel]?.values ?? new Float32Array();
  expect(decayed.train(1, 1)).toEqual(plain.train(1, 1));
  const after = plain.readState()[kernel]?.values ?? new Float32Array();
  const afterDecay = decayed.readState()[kernel]?.values ?? new Float32Array();
  for (const [index, value] of before.entries()) {
    expect(afterDecay[index]).toBeCloseTo((after[index] ?? 0) - 0.1 * 0.5 * value, 5);
  }
  plain.dispose();
  decayed.dispose();
});

test('a loss that is not finite ends training at its step', () => {
  const session = eagerEngine.open(
    createTask(points, {
      model: { type: 'mlp', hidden: [6, 6], activation: 'linear' },
      optimizer: { type: 'sgd', learningRate: 1000 },
      batchSize: 'full',
      steps: 200,
    }),
  );
  const losses = session.train(1, 200);
  expect(losses.length).toBeLessThan(200);
  expect(losses.slice(0, -1).every(Number.isFinite)).toBe(true);
  expect(Number.isFinite(losses.at(-1))).toBe(false);
  session.dispose();
});

test('observation names every layer and gives the shapes of the batch', () => {
  const session = eagerEngine.open(createTask(images, { model: cnn, optimizer: 'sgd' }));
  const observed = session.observe(['preactivations', 'activations'], Int32Array.of(0, 5));
  expect(observed.weights).toBeUndefined();
  const shapes = (tensors = observed.activations) =>
    Object.fromEntries(Object.entries(tensors ?? {}).map(([name, { shape }]) => [name, shape]));
  expect(shapes()).toEqual({
    conv1: [2, 8, 8, 3],
    pool1: [2, 4, 4, 3],
    conv2: [2, 4, 4, 4],
    pool2: [2, 2, 2, 4],
    fc1: [2, 12],
  });
  expect(Object.keys(observed.preactivations ?? {})).toEqual(['conv1', 'conv2', 'fc1', 'logits']);
  const positive = observed.preactivations?.['conv1']?.values.map((value) => Math.max(0, value));
  expect(observed.activations?.['conv1']?.values).toEqual(positive);
  session.dispose();
});

test('the saved model opens with tf.loadLayersModel and predicts the same', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-model-'));
  const session = eagerEngine.open(
    createTask(images, { model: cnn, optimizer: 'adam', batchSize: 16 }),
  );
  session.train(1, 5);
  await session.saveModel(folder);
  const predicted = session.predict('test').values;
  session.dispose();
  const model = await tf.loadLayersModel(`file://${path.join(folder, 'model.json')}`);
  const loaded = tf.tidy(() => {
    const indices = Int32Array.from({ length: 40 }, (_, index) => index);
    const inputs = tf.tensor(gatherInputs(images, 'test', indices), [40, 8, 8, 1]);
    const logits = model.predict(inputs) as ReturnType<typeof tf.tensor2d>;
    return tf.softmax(logits).dataSync();
  });
  for (const [index, value] of loaded.entries())
    expect(value).toBeCloseTo(predicted[index] ?? 0, 5);
  model.dispose();
  fs.rmSync(folder, { recursive: true });
});
