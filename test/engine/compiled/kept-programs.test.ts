import { CompiledEngine } from '../../../src/engine/compiled/compiled-engine';
import type { NamedTensors, TrainingTask } from '../../../src/engine/engine';
import { type OptimizerSpec, optimizers } from '../../../src/optimizers/registry';
import { tf } from '../../../src/tensorflow/tensorflow';
import { lookUp } from '../../../src/util/look-up';
import { allSamples } from '../../layers/layer-samples';
import { blobs, createTask } from '../small-tasks';

const points = blobs([4], 3);
const images = blobs([8, 8, 1], 3);
const convolution = { type: 'conv2d', filters: 3, kernelSize: 3, activation: 'tanh' };

/** Everything that a run of some steps shows. */
function observe(engine: CompiledEngine, task: TrainingTask) {
  const session = engine.open(task);
  try {
    return {
      before: session.readState(),
      losses: session.train(1, 12),
      state: session.readState(),
      metrics: session.evaluate('test'),
      ...session.observe(['activations', 'gradients'], Int32Array.of(0, 3, 5)),
      graph: session.graph(),
    };
  } finally {
    session.dispose();
  }
}

/** What runs leave that went wrong in every way, in the program that the next one gets. */
function leaveTraces(
  engine: CompiledEngine,
  taskOf: (settings: object, seed: number) => TrainingTask,
) {
  const diverging = engine.open(taskOf({ learningRate: 1000 }, 5));
  diverging.train(1, 9);
  diverging.dispose();

  const stopped = engine.open(taskOf({ learningRate: 0.3 }, 6));
  stopped.train(1, 7);
  const state: NamedTensors = stopped.readState();
  stopped.dispose();

  const resumed = engine.open(taskOf({ learningRate: 0.3 }, 6));
  resumed.restoreState(state);
  resumed.train(8, 9);
  resumed.dispose();

  const failing = engine.open(taskOf({ learningRate: 0.1 }, 8));
  expect(() => failing.restoreState({})).toThrow();
  failing.dispose();
}

/** A run behind others in one engine is the same as in an engine of its own. */
function expectNoTraces(taskOf: (settings: object, seed: number) => TrainingTask): void {
  const [fresh, used] = [new CompiledEngine(), new CompiledEngine()];
  const task = taskOf({ learningRate: 0.02 }, 3);
  const expected = observe(fresh, task);
  leaveTraces(used, taskOf);
  expect(observe(used, task)).toEqual(expected);
  fresh.dispose();
  used.dispose();
}

describe('a run in a program that others had before', () => {
  test.each(Object.keys(optimizers))('shows nothing of them under %s', (type) => {
    const model = { type: 'mlp', hidden: [6, 5], dropout: 0.3, l2: 0.01 };
    expectNoTraces((optimizer, seed) =>
      createTask(points, { model, optimizer: { type, ...optimizer }, batchSize: 16 }, seed),
    );
  });

  test.each(allSamples.map((layer) => [JSON.stringify(layer), layer]))(
    'shows nothing of them behind the layer %s',
    (_, layer) => {
      const model = { type: 'layers', layers: [convolution, layer] };
      expectNoTraces((optimizer, seed) =>
        createTask(
          images,
          { model, optimizer: { type: 'adam', ...optimizer }, batchSize: 20 },
          seed,
        ),
      );
    },
  );
});

/** Another value than the usual one for each number that an optimizer may have. */
const otherNumbers: Readonly<Record<string, number>> = {
  learningRate: 0.03,
  momentum: 0.6,
  decay: 0.8,
  beta1: 0.7,
  beta2: 0.9,
  epsilon: 1e-3,
  initialAccumulator: 0.4,
  momentumDecay: 0.1,
  weightDecay: 0.3,
};

/** What an optimizer is tuned by, with values of which none is the usual one. */
function tune(type: OptimizerSpec['type']): Record<string, number> {
  const flags = new Set(['nesterov', 'centered']);
  const names = Object.keys(optimizers[type].settings).filter((name) => !flags.has(name));
  return Object.fromEntries(names.map((name) => [name, lookUp(otherNumbersByName, name)]));
}

const otherNumbersByName = new Map(Object.entries(otherNumbers));

/** Runs one and another in one program, and expects what each shows alone. */
function expectOneProgram(one: TrainingTask, other: TrainingTask): void {
  const shared = new CompiledEngine();
  const graphs: unknown[] = [];
  for (const task of [one, other, one]) {
    const fresh = new CompiledEngine();
    const seen = observe(shared, task);
    graphs.push(seen.graph);
    expect(seen).toEqual(observe(fresh, task));
    fresh.dispose();
  }
  // The very same bytes: they were not made again.
  expect(new Set(graphs).size).toBe(1);
  shared.dispose();
}

describe('runs that differ in numbers have one program and the bits of their own', () => {
  const taskOf = (optimizer: object, model: object = {}, seed = 0): TrainingTask => {
    const mlp = { type: 'mlp', hidden: [6, 5], activation: 'tanh', ...model };
    return createTask(points, { model: mlp, optimizer, batchSize: 16 }, seed);
  };

  test.each(Object.keys(optimizers) as OptimizerSpec['type'][])('of the optimizer %s', (type) => {
    expectOneProgram(taskOf({ type }, {}, 1), taskOf({ type, ...tune(type) }, {}, 2));
  });

  test.each([
    ['momentum', { nesterov: true, momentum: 0.5 }],
    ['rmsprop', { centered: true, decay: 0.7, momentum: 0.2 }],
  ])('of the optimizer %s with %j', (type, settings) => {
    const flags = Object.entries(settings).filter(([, value]) => value === true);
    expectOneProgram(taskOf({ type, ...Object.fromEntries(flags) }), taskOf({ type, ...settings }));
  });

  test.each([
    ['clipNorm', 0.5, 0.01],
    ['clipValue', 0.2, 0.005],
  ])('of %s', (name, one, other) => {
    expectOneProgram(
      taskOf({ type: 'adam', [name]: one }),
      taskOf({ type: 'adam', [name]: other }),
    );
  });

  test('of L2 and dropout', () => {
    expectOneProgram(
      taskOf({ type: 'lion' }, { l2: 0.01, dropout: 0.5 }),
      taskOf({ type: 'lion' }, { l2: 0.3, dropout: 0.1 }),
    );
  });

  test('of layers that have L2 and dropout of their own', () => {
    const layers = (l2: number, rate: number) => ({
      model: {
        type: 'layers',
        l2: 0.02,
        layers: [{ ...convolution, l2 }, { type: 'dropout', rate }, { type: 'flatten' }],
      },
      optimizer: 'sgd',
      batchSize: 20,
    });
    expectOneProgram(createTask(images, layers(0.5, 0.3)), createTask(images, layers(0.1, 0.6)));
  });

  test('in groups of steps', () => {
    const settings = (momentum: number, dropout: number) => ({
      model: { type: 'mlp', hidden: [6], dropout, l2: dropout / 10 },
      optimizer: { type: 'momentum', momentum },
      batchSize: 'full',
      steps: 400,
    });
    const [one, other] = [
      createTask(points, settings(0.9, 0.3)),
      createTask(points, settings(0.5, 0.1)),
    ];
    const [shared, fresh] = [new CompiledEngine(), new CompiledEngine()];
    train(shared, one, 60);
    expect(train(shared, other, 60)).toEqual(train(fresh, other, 60));
    shared.dispose();
    fresh.dispose();
  });
});

/** Losses and state of a run after some steps. */
function train(engine: CompiledEngine, task: TrainingTask, steps: number): unknown {
  const session = engine.open(task);
  const losses = session.train(1, steps);
  const state = session.readState();
  session.dispose();
  return { losses, state };
}

test('numbers that TensorFlow folds into others are part of the program', () => {
  const taskOf = (dropout: number): TrainingTask => {
    const activation = { type: 'gelu', approximate: true };
    const model = { type: 'mlp', hidden: [6, 5], dropout, activation };
    return createTask(points, { model, optimizer: 'adam', batchSize: 16 });
  };
  const engine = new CompiledEngine();
  const [one, other, again] = [0.3, 0.5, 0.3].map((rate) => observe(engine, taskOf(rate)));
  expect(other?.graph).not.toEqual(one?.graph);
  expect(again?.graph).toBe(one?.graph);
  engine.dispose();
});

test('runs of one shape have one program, whatever their seeds and learning rates', () => {
  const engine = new CompiledEngine();
  const graphOf = (settings: object, seed: number): Uint8Array | undefined => {
    const task = createTask(points, { model: { type: 'mlp', hidden: [6] }, ...settings }, seed);
    const session = engine.open(task);
    const graph = session.graph();
    session.dispose();
    return graph;
  };
  const first = graphOf({ optimizer: { type: 'sgd', learningRate: 0.1 } }, 0);
  // The very same bytes: they were not made again.
  expect(graphOf({ optimizer: { type: 'sgd', learningRate: 0.3 }, steps: 120 }, 7)).toBe(first);
  const drawn = { type: 'mlp', hidden: [6], initializer: 'heNormal' };
  expect(graphOf({ optimizer: 'sgd', model: drawn }, 7)).toBe(first);
  expect(graphOf({ optimizer: { type: 'adam' } }, 0)).not.toBe(first);
  expect(graphOf({ optimizer: { type: 'sgd' }, batchSize: 7 }, 0)).not.toBe(first);
  expect(graphOf({ optimizer: { type: 'sgd' }, model: { type: 'mlp', hidden: [7] } }, 0)).not.toBe(
    first,
  );
  engine.dispose();
});

test('two runs at the same time have two programs', () => {
  const engine = new CompiledEngine();
  const [one, other] = [0, 1].map((seed) =>
    engine.open(
      createTask(points, { model: { type: 'mlp', hidden: [6] }, optimizer: 'sgd' }, seed),
    ),
  );
  const before = other?.readState();
  one?.train(1, 5);
  expect(other?.readState()).toEqual(before);
  one?.dispose();
  other?.dispose();
  engine.dispose();
});

test('what is kept is bounded, and freed in the end', () => {
  const before = tf.memory().numTensors;
  const engine = new CompiledEngine();
  const tensors = Array.from({ length: 110 }, (_, index) => {
    const model = { type: 'mlp', hidden: [1 + (index % 55)] };
    const session = engine.open(createTask(points, { model, optimizer: 'adam' }, index));
    session.train(1, 2);
    session.dispose();
    return tf.memory().numTensors;
  });
  expect(tensors.slice(50)).toEqual(Array(60).fill(tensors[49]));
  engine.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
