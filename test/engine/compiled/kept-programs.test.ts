import { CompiledEngine } from '../../../src/engine/compiled/compiled-engine';
import type { NamedTensors, TrainingTask } from '../../../src/engine/engine';
import { optimizers } from '../../../src/optimizers/registry';
import { tf } from '../../../src/tensorflow/tensorflow';
import { allSamples } from '../../layers/layer-samples';
import { blobs, createTask } from '../small-tasks';

const points = blobs([4], 3);
const images = blobs([8, 8, 1], 3);
const convolution = { type: 'conv2d', filters: 3, kernelSize: 3, activation: 'tanh' };

/** Everything that a run of some steps shows. */
function observe(engine: CompiledEngine, task: TrainingTask): unknown {
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
