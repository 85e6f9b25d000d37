import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CompiledEngine } from '../../../src/engine/compiled/compiled-engine';
import { eagerEngine } from '../../../src/engine/eager-engine';
import type { NamedTensors, TrainingTask } from '../../../src/engine/engine';
import { TracedProgram } from '../../../src/engine/tracing/program/program';
import { parseGraph } from '../../../src/records/events/parse-graph';
import { nativeBackend } from '../../../src/tensorflow/native-backend';
import { tf } from '../../../src/tensorflow/tensorflow';
import { activationSamples } from '../../activations/activation-samples';
import { blobs, createTask } from '../small-tasks';

const compiledEngine = new CompiledEngine();

const images = blobs([8, 8, 1], 3);
const points = blobs([4], 3);
const cnn = { type: 'cnn', filters: [3, 4], kernelSize: 3, denseUnits: 12, dropout: 0.4 };
const mlp = { type: 'mlp', hidden: [6] };
const sgd = { type: 'sgd', learningRate: 0.05 };

/** Largest difference over all tensors, relative to the largest value of each. */
function distance(actual: NamedTensors, expected: NamedTensors): number {
  expect(Object.keys(actual).toSorted()).toEqual(Object.keys(expected).toSorted());
  let largest = 0;
  for (const [name, { shape, values }] of Object.entries(expected)) {
    expect(actual[name]?.shape).toEqual(shape);
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
    for (const [index, value] of values.entries()) {
      largest = Math.max(
        largest,
        Math.abs((actual[name]?.values[index] ?? Number.NaN) - value) / scale,
      );
    }
  }
  return largest;
}

/** Whether state is a decay rate raised to the step, which the eager engine has no need to keep. */
const isPower = (name: string): boolean => name.endsWith('_power');

/** Trains both engines and compares their losses and their whole state. */
function expectSameTrajectory(task: TrainingTask, steps = 50): void {
  const compiled = compiledEngine.open(task);
  const eager = eagerEngine.open(task);
  try {
    const losses = compiled.train(1, steps);
    const expected = eager.train(1, steps);
    expect(losses).toHaveLength(steps);
    for (const [index, loss] of expected.entries()) {
      expect(Math.abs((losses[index] ?? Number.NaN) - loss)).toBeLessThan(1e-5 * Math.max(1, loss));
    }
    expect(losses[steps - 1]).not.toBe(losses[0]);
    const state = Object.entries(compiled.readState()).filter(([name]) => !isPower(name));
    // 1.4e-5 of it is what float32 leaves of TensorFlow's 1 - beta2, in Adam's averages of squares.
    expect(distance(Object.fromEntries(state), eager.readState())).toBeLessThan(5e-5);
  } finally {
    compiled.dispose();
    eager.dispose();
  }
}

describe('50 steps compiled are 50 steps eager', () => {
  test.each([
    { type: 'sgd', learningRate: 0.05 },
    { type: 'momentum', learningRate: 0.02 },
    { type: 'momentum', learningRate: 0.02, nesterov: true },
    { type: 'adam', learningRate: 0.003 },
    { type: 'adamax', learningRate: 0.003 },
    { type: 'rmsprop', learningRate: 0.002 },
    { type: 'rmsprop', learningRate: 0.002, momentum: 0.5, centered: true, epsilon: 1e-4 },
    { type: 'adagrad', learningRate: 0.05 },
  ])('with $type, learning rate $learningRate', (optimizer) => {
    expectSameTrajectory(createTask(images, { model: cnn, optimizer, batchSize: 16 }));
  });

  test.each(activationSamples)('with activation %j', (activation) => {
    const model = { ...cnn, activation };
    expectSameTrajectory(createTask(images, { model, optimizer: sgd, batchSize: 20 }));
  });

  test.each([
    ['strided convolution', { type: 'conv2d', filters: 3, kernelSize: 3, strides: 2 }],
    [
      'convolution without padding',
      { type: 'conv2d', filters: 3, kernelSize: 3, padding: 'valid' },
    ],
    ['overlapping max-pool', { type: 'maxPool2d', poolSize: 3, strides: 2 }],
    ['max-pool with gaps', { type: 'maxPool2d', poolSize: 2, strides: 3, padding: 'valid' }],
    ['average pool', { type: 'averagePool2d', poolSize: 2 }],
    ['activation', { type: 'activation', activation: 'tanh' }],
    ['dropout', { type: 'dropout', rate: 0.5 }],
    ['flatten', { type: 'flatten' }],
    ['dense', { type: 'dense', units: 5, activation: 'relu', l2: 0.1 }],
  ])('with a layer: %s', (_, layer) => {
    const first = { type: 'conv2d', filters: 3, kernelSize: 3, activation: 'relu' };
    const model = { type: 'layers', layers: [first, layer] };
    expectSameTrajectory(createTask(images, { model, optimizer: sgd, batchSize: 20 }));
  });

  test.each([
    { type: 'constant', warmupSteps: 10 },
    { type: 'step', every: 20, factor: 0.5 },
    { type: 'exponential', decaySteps: 10, factor: 0.9 },
    { type: 'cosine' },
  ])('with schedule %j', (schedule) => {
    const settings = { model: mlp, optimizer: sgd, schedule, batchSize: 16, steps: 60 };
    expectSameTrajectory(createTask(points, settings));
  });

  test.each([
    ['mean over entries', points, { type: 'softmaxCrossEntropy', reduction: 'meanOverEntries' }],
    ['smoothed labels', points, { type: 'softmaxCrossEntropy', labelSmoothing: 0.1 }],
    ['binary', blobs([4], 2), { type: 'binaryCrossEntropy' }],
  ])('with loss: %s', (_, dataset, loss) => {
    expectSameTrajectory(createTask(dataset, { model: mlp, loss, optimizer: sgd, batchSize: 16 }));
  });

  test('with an L2 term, on the full batch', () => {
    const model = { ...mlp, l2: 0.05, activation: 'tanh' };
    expectSameTrajectory(createTask(points, { model, optimizer: sgd, batchSize: 'full' }));
  });

  test('with a last batch that is smaller', () => {
    const model = { ...mlp, dropout: 0.3 };
    expectSameTrajectory(createTask(points, { model, optimizer: 'adam', batchSize: 25 }));
  });
});

describe('large dense layers, whose weights lie in pieces,', () => {
  const wide = blobs([20, 20, 1], 3, 150);
  const settings = { model: { type: 'mlp', hidden: [512, 320, 512] }, batchSize: 64 };

  test.each([
    ['Adam, dropout and an L2 term', { dropout: 0.4, l2: 0.01 }, { type: 'adam', epsilon: 1e-4 }],
    ['momentum and tanh', { activation: 'tanh' }, { type: 'momentum', learningRate: 0.02 }],
    ['SGD and SELU', { activation: 'selu' }, { type: 'sgd', learningRate: 0.02 }],
    ['SGD and GELU', { activation: 'gelu' }, { type: 'sgd', learningRate: 0.02 }],
    ['centered RMSProp and ELU', { activation: 'elu' }, { type: 'rmsprop', centered: true }],
  ])('train as eagerly: %s', (_, model, optimizer) => {
    const task = createTask(wide, {
      model: { ...settings.model, ...model },
      optimizer,
      batchSize: 64,
    });
    expectSameTrajectory(task);
  });

  test('train as eagerly: with normalization between them', () => {
    const layers = [512, 320].flatMap((units) => [
      { type: 'dense', units, activation: 'tanh' },
      'batchNorm',
      'layerNorm',
    ]);
    const model = { type: 'layers', layers };
    const optimizer = { type: 'momentum', learningRate: 0.02 };
    expectSameTrajectory(createTask(wide, { model, optimizer, batchSize: 64 }));
  });

  test('are divided by units, the layers behind them by inputs', () => {
    const session = compiledEngine.open(createTask(wide, { ...settings, optimizer: sgd }));
    const variables = parseGraph(session.graph() ?? new Uint8Array())
      .filter(({ op }) => op === 'VarHandleOp')
      .map(({ name }) => name);
    expect(variables.toSorted()).toEqual([
      ...['fc1/bias/part_0', 'fc1/bias/part_1', 'fc1/kernel/part_0', 'fc1/kernel/part_1'],
      ...['fc2/bias', 'fc2/kernel/part_0', 'fc2/kernel/part_1'],
      ...['fc3/bias/part_0', 'fc3/bias/part_1', 'fc3/kernel/part_0', 'fc3/kernel/part_1'],
      ...['logits/bias', 'logits/kernel/part_0', 'logits/kernel/part_1'],
    ]);
    session.dispose();
  });

  test.each([3, 4])('train in %i pieces for as many threads as whole ones', (threads) => {
    // Without kinks: a net input within rounding of one has either slope.
    const model = { ...settings.model, activation: 'tanh' };
    const task = createTask(wide, { model, batchSize: 150, optimizer: sgd, threads });
    const session = compiledEngine.open(task);
    const names = parseGraph(session.graph() ?? new Uint8Array()).map(({ name }) => name);
    expect(names).toContain(`fc1/kernel/part_${threads - 1}`);
    expect(names).not.toContain(`fc1/kernel/part_${threads}`);
    session.dispose();
    expectSameTrajectory(task);
  });

  test('are read, written and observed whole', () => {
    const task = createTask(wide, { ...settings, optimizer: 'adam' });
    const first = compiledEngine.open(task);
    first.train(1, 10);
    const state = first.readState();
    expect(state['fc1/kernel']?.shape).toEqual([400, 512]);
    expect(state['train/adam/m/fc2/kernel']?.shape).toEqual([512, 320]);
    const second = compiledEngine.open(task);
    second.restoreState(state);
    expect(second.readState()).toEqual(state);
    expect(second.train(11, 20)).toEqual(first.train(11, 20));
    const eager = eagerEngine.open(task);
    eager.restoreState(first.readState());
    expect(first.evaluate('test').loss).toBeCloseTo(eager.evaluate('test').loss, 5);
    const batch = Int32Array.from({ length: 64 }, (_, index) => index);
    const kinds = ['weights', 'preactivations', 'activations', 'gradients'] as const;
    const observed = first.observe(kinds, batch);
    const expected = eager.observe(kinds, batch);
    for (const kind of kinds) {
      expect(distance(observed[kind] ?? {}, expected[kind] ?? {})).toBeLessThan(1e-4);
    }
    for (const session of [first, second, eager]) session.dispose();
  });
});

test('the same seed gives the same bits, and a resumed run the same as an uninterrupted one', () => {
  const task = createTask(images, { model: cnn, optimizer: 'adam', batchSize: 25 });
  const whole = compiledEngine.open(task);
  const losses = whole.train(1, 30);
  const state = whole.readState();
  whole.dispose();

  const firstHalf = compiledEngine.open(task);
  expect(firstHalf.train(1, 13)).toEqual(losses.slice(0, 13));
  const checkpoint = firstHalf.readState();
  firstHalf.dispose();
  const secondHalf = compiledEngine.open(task);
  secondHalf.restoreState(checkpoint);
  expect(secondHalf.train(14, 30)).toEqual(losses.slice(13));
  expect(secondHalf.readState()).toEqual(state);
  secondHalf.dispose();
});

describe('steps in groups', () => {
  test.each([
    ['full batch', points, { batchSize: 'full' }],
    ['mini-batches with a smaller last one', points, { batchSize: 25 }],
    ['mini-batches of images', blobs([3, 3, 1], 3), { batchSize: 30 }],
  ])('give the same bits as steps alone: %s', (_, dataset, batch) => {
    const model = { ...mlp, dropout: 0.2, l2: 0.01 };
    const schedule = { type: 'exponential', decaySteps: 10 };
    const settings = { model, optimizer: 'adam', schedule, ...batch };
    const grouped = compiledEngine.open(createTask(dataset, { ...settings, steps: 10_000 }));
    const alone = compiledEngine.open(createTask(dataset, { ...settings, steps: 100 }));
    const losses = grouped.train(1, 70);
    expect(losses).toEqual(alone.train(1, 70));
    expect(grouped.readState()).toEqual(alone.readState());
    expect(grouped.train(71, 90)).toEqual(alone.train(71, 90));
    grouped.dispose();
    alone.dispose();
  });

  test('end behind the first loss that is not finite', () => {
    const model = { type: 'mlp', hidden: [6, 6], activation: 'linear' };
    const optimizer = { type: 'sgd', learningRate: 1000 };
    const settings = { model, optimizer, batchSize: 'full' };
    const grouped = compiledEngine.open(createTask(points, { ...settings, steps: 10_000 }));
    const alone = compiledEngine.open(createTask(points, { ...settings, steps: 200 }));
    const losses = grouped.train(1, 200);
    expect(losses.length).toBeLessThan(200);
    expect(Number.isFinite(losses.at(-1))).toBe(false);
    expect(losses).toEqual(alone.train(1, 200));
    grouped.dispose();
    alone.dispose();
  });
});

test('predictions follow the weights', () => {
  const optimizer = { type: 'sgd', learningRate: 0.5 };
  const session = compiledEngine.open(
    createTask(points, { model: mlp, optimizer, batchSize: 'full' }),
  );
  const backwards = Int32Array.from(
    { length: points.train.count },
    (_, index) => points.train.count - 1 - index,
  );
  const agree = (): void => {
    session.evaluate('test');
    session.evaluateBatch(backwards);
    for (const split of ['train', 'test'] as const) {
      expect(session.predict(split)).toEqual(session.predictInputs(points[split].inputs));
    }
  };
  agree();
  const state = session.readState();
  const before = session.predict('test');
  session.train(1, 5);
  expect(session.predict('test')).not.toEqual(before);
  agree();
  session.restoreState(state);
  expect(session.predict('test')).toEqual(before);
  session.dispose();
});

test('measures, predicts and observes what the eager engine does', () => {
  const all = ['weights', 'biases', 'preactivations', 'activations', 'gradients'] as const;
  const model = { ...cnn, l2: 0.01 };
  const task = createTask(images, { model, optimizer: 'adam', batchSize: 16 });
  const compiled = compiledEngine.open(task);
  const eager = eagerEngine.open(task);
  compiled.train(1, 5);
  eager.restoreState(compiled.readState());
  for (const split of ['train', 'validation', 'test'] as const) {
    const { loss, accuracy } = eager.evaluate(split);
    expect(compiled.evaluate(split).loss).toBeCloseTo(loss, 5);
    expect(compiled.evaluate(split).accuracy).toBe(accuracy);
  }
  const batch = Int32Array.of(3, 1, 59);
  expect(compiled.evaluateBatch(batch).loss).toBeCloseTo(eager.evaluateBatch(batch).loss, 5);
  expect(
    distance({ test: compiled.predict('test') }, { test: eager.predict('test') }),
  ).toBeLessThan(1e-5);
  const observed = compiled.observe(all, batch);
  const expected = eager.observe(all, batch);
  for (const kind of all) {
    expect(distance(observed[kind] ?? {}, expected[kind] ?? {})).toBeLessThan(1e-4);
  }
  expect(compiled.observe(['activations'], batch).preactivations).toBeUndefined();
  compiled.dispose();
  eager.dispose();
});

test('what is observed in the end is made ready with the rest', () => {
  const model = { type: 'mlp', hidden: [6], activation: 'relu' };
  const settings = { model, optimizer: 'adam', batchSize: 16, summaries: [] };
  const session = compiledEngine.open({
    ...createTask(points, settings),
    observedBatchSizes: [32],
  });
  session.train(1, 5);
  const late = jest.spyOn(TracedProgram.prototype, 'define');
  const indices = Int32Array.from({ length: 32 }, (_, index) => index);
  const observed = session.observe(['activations'], indices);
  expect(Object.keys(observed.activations ?? {})).not.toEqual([]);
  expect(late).not.toHaveBeenCalled();
  session.observe(['activations'], indices.subarray(0, 8));
  expect(late).toHaveBeenCalledTimes(1);
  session.dispose();
});

test('a checkpoint of one engine goes on in the other', () => {
  const task = createTask(images, { model: cnn, optimizer: 'adam', batchSize: 16 });
  const compiled = compiledEngine.open(task);
  const eager = eagerEngine.open(task);
  compiled.train(1, 20);
  eager.restoreState(compiled.readState());
  const losses = compiled.train(21, 40);
  for (const [index, loss] of eager.train(21, 40).entries()) {
    expect(losses[index]).toBeCloseTo(loss, 4);
  }
  compiled.dispose();
  eager.dispose();
});

test('the saved model opens with tf.loadLayersModel and has the trained weights', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-model-'));
  const session = compiledEngine.open(createTask(points, { model: mlp, optimizer: 'adam' }));
  session.train(1, 5);
  await session.saveModel(folder);
  const weights = session.readState()['fc1/kernel']?.values;
  session.dispose();
  const model = await tf.loadLayersModel(`file://${path.join(folder, 'model.json')}`);
  expect(model.getLayer('fc1').getWeights()[0]?.dataSync()).toEqual(weights);
  model.dispose();
  fs.rmSync(folder, { recursive: true });
});

test('training and disposing leave neither tensors nor sessions behind', () => {
  const { binding } = nativeBackend();
  const count = () => [
    tf.memory().numTensors,
    binding.getNumOfTensors(),
    binding.getNumOfSavedModels(),
  ];
  const before = count();
  const session = compiledEngine.open(
    createTask(images, { model: cnn, optimizer: 'adam', batchSize: 16 }),
  );
  const use = (step: number): void => {
    session.train(step, step + 2);
    session.evaluate('test');
    session.observe(['weights', 'activations', 'gradients'], Int32Array.of(0, 1));
    session.restoreState(session.readState());
  };
  use(1);
  const inUse = count();
  use(4);
  expect(count()).toEqual(inUse);
  session.dispose();
  expect(count()).toEqual(before);
});

test('the graph of a step is named after the layers and ends in the fused optimizer', () => {
  const session = compiledEngine.open(
    createTask(images, { model: cnn, optimizer: 'adam', batchSize: 16 }),
  );
  const nodes = new Map(parseGraph(session.graph() ?? new Uint8Array()).map((n) => [n.name, n.op]));
  session.dispose();
  expect(nodes.get('conv1/Conv2D')).toBe('Conv2D');
  expect(nodes.get('conv1/BiasAdd')).toBe('BiasAdd');
  expect(nodes.get('conv1_relu/Relu')).toBe('Relu');
  expect(nodes.get('pool1/MaxPool')).toBe('MaxPool');
  expect(nodes.get('fc1/MatMul')).toBe('MatMul');
  expect(nodes.get('dropout/StatelessRandomUniform')).toBe('StatelessRandomUniform');
  expect(nodes.get('gradients/conv1/Conv2DBackpropFilter')).toBe('Conv2DBackpropFilter');
  expect(nodes.get('train/adam/update/conv1/kernel')).toBe('ResourceApplyAdam');
  const scopes = new Set([...nodes.keys()].map((name) => name.split('/')[0] ?? ''));
  expect([...scopes].toSorted()).toEqual(
    [
      ...['conv1', 'conv1_relu', 'conv2', 'conv2_relu', 'dropout', 'fc1', 'fc1_relu', 'flatten'],
      ...['gradients', 'input', 'logits', 'loss', 'numbers', 'output', 'pool1', 'pool2', 'train'],
    ].toSorted(),
  );
});
