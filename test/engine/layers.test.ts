import path from 'node:path';
import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import { eagerEngine } from '../../src/engine/eager-engine';
import type { Engine, NamedTensors, TrainingTask } from '../../src/engine/engine';
import { tf } from '../../src/tensorflow/tensorflow';
import type { Tensor } from '../../src/tensorflow/types';
import { allSamples } from '../layers/layer-samples';
import { useScratchFolder } from '../scratch-folder';
import { blobs, createTask } from './small-tasks';

const compiledEngine = new CompiledEngine();

/*
 * What every kind of layer has to do, between a convolution and the logits: train alike under both
 * engines, go on from a checkpoint, and give a saved model what it gives.
 */

const images = blobs([8, 8, 1], 3);
const folder = useScratchFolder();
const engines: readonly Engine[] = [compiledEngine, eagerEngine];

function taskWith(layer: object, settings: object = {}): TrainingTask {
  const first = { type: 'conv2d', filters: 3, kernelSize: 3, activation: 'tanh' };
  const model = { type: 'layers', layers: [first, layer] };
  const optimizer = { type: 'sgd', learningRate: 0.05 };
  return createTask(images, { model, optimizer, batchSize: 20, ...settings });
}

/** Largest difference over all tensors, relative to the largest value of each. */
function distance(actual: NamedTensors, expected: NamedTensors): number {
  expect(Object.keys(actual).toSorted()).toEqual(Object.keys(expected).toSorted());
  const distances = Object.entries(expected).map(([name, { values }]) => {
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
    const others = actual[name]?.values ?? [];
    return values.reduce(
      (most, value, at) => Math.max(most, Math.abs((others[at] ?? Number.NaN) - value) / scale),
      0,
    );
  });
  return Math.max(...distances);
}

describe.each(allSamples)('%j', (layer) => {
  test('50 steps compiled are 50 steps eager, and 50 in groups the same bits', () => {
    const [compiled, eager] = [compiledEngine, eagerEngine].map((engine) =>
      engine.open(taskWith(layer)),
    );
    const grouped = compiledEngine.open(taskWith(layer, { steps: 10_000 }));
    if (compiled === undefined || eager === undefined) throw new Error('two engines');
    const losses = compiled.train(1, 50);
    for (const [index, loss] of eager.train(1, 50).entries()) {
      expect(Math.abs((losses[index] ?? Number.NaN) - loss)).toBeLessThan(2e-5);
    }
    expect(distance(compiled.readState(), eager.readState())).toBeLessThan(1e-4);
    expect(grouped.train(1, 50)).toEqual(losses);
    expect(grouped.readState()).toEqual(compiled.readState());
    for (const session of [compiled, eager, grouped]) session.dispose();
  });

  test.each(engines)('goes on from a checkpoint bit for bit under $name', (engine) => {
    const tensorsBefore = tf.memory().numTensors;
    const whole = engine.open(taskWith(layer));
    whole.train(1, 5);
    const state = structuredClone(whole.readState());
    const metrics = whole.evaluate('test');
    const losses = whole.train(6, 12);
    const resumed = engine.open(taskWith(layer));
    resumed.restoreState(state);
    expect(resumed.evaluate('test')).toEqual(metrics);
    expect(resumed.train(6, 12)).toEqual(losses);
    expect(resumed.readState()).toEqual(whole.readState());
    whole.dispose();
    resumed.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });

  test.each(engines)(
    'is saved by $name as tfjs opens it, and predicts the same',
    async (engine) => {
      const session = engine.open(taskWith(layer));
      session.train(1, 10);
      const { shape, values } = session.predict('test');
      await session.saveModel(folder());
      session.dispose();
      const model = await tf.loadLayersModel(`file://${path.join(folder(), 'model.json')}`);
      const predicted = tf.tidy(() => {
        const inputs = tf.tensor(Float32Array.from(images.test.inputs), [40, 8, 8, 1]);
        return tf.softmax(model.predict(tf.mul(inputs, images.scale)) as Tensor).dataSync();
      });
      expect(shape).toEqual([40, 3]);
      for (const [at, value] of values.entries()) expect(predicted[at]).toBeCloseTo(value, 5);
      model.dispose();
    },
  );

  test('is observed alike under both engines', () => {
    const kinds = ['weights', 'biases', 'preactivations', 'activations', 'gradients'] as const;
    const [compiled, eager] = engines.map((engine) => engine.open(taskWith(layer)));
    if (compiled === undefined || eager === undefined) throw new Error('two engines');
    compiled.train(1, 5);
    eager.restoreState(compiled.readState());
    const batch = Int32Array.from({ length: 20 }, (_, index) => index);
    const [observed, expected] = [compiled.observe(kinds, batch), eager.observe(kinds, batch)];
    for (const kind of kinds) {
      expect(distance(observed[kind] ?? {}, expected[kind] ?? {})).toBeLessThan(2e-4);
    }
    compiled.dispose();
    eager.dispose();
  });
});
