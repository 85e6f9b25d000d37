import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import { blobs, createTask } from '../engine/small-tasks';
import { oraclePython } from '../oracle-python';
import { type TrainedInKeras, trainInKeras } from './keras-training';
import { allSamples } from './layer-samples';

const compiledEngine = new CompiledEngine();

const steps = 20;
const learningRate = 0.1;
const images = blobs([8, 8, 1], 3);
/** Masks of dropout are Ablate's own. */
const samples = allSamples.filter(({ type }) => type !== 'dropout');

const tasks = samples.map((sample) => {
  const { l2: _, ...layer } = { l2: 0, ...sample };
  const first = { type: 'conv2d', filters: 3, kernelSize: 3 };
  const model = { type: 'layers', layers: [first, layer], activation: 'tanh' };
  const optimizer = { type: 'sgd', learningRate };
  return createTask(images, { model, optimizer, batchSize: 20, steps });
});

const python = oraclePython();
const title = 'Keras trains and evaluates the same, from the same weights on the same batches';

(python === undefined ? describe.skip : describe)(
  python === undefined ? `${title} (skipped: no Python with it)` : title,
  () => {
    let trained: readonly TrainedInKeras[];

    beforeAll(() => {
      trained = trainInKeras(python ?? '', tasks);
    }, 300_000);

    test.each(samples.map((sample, index) => [sample, index] as const))('%j', (_, index) => {
      const session = compiledEngine.open(tasks[index] as (typeof tasks)[number]);
      const { losses, weights, probabilities } = trained[index] as TrainedInKeras;
      const ours = session.train(1, steps);
      for (const [at, loss] of losses.entries()) expect(ours[at]).toBeCloseTo(loss, 4);
      const state = session.readState();
      expect(Object.keys(state).toSorted()).toEqual(Object.keys(weights).toSorted());
      for (const [name, values] of Object.entries(weights)) {
        const own = state[name]?.values ?? [];
        expect(own).toHaveLength(values.length);
        for (const [at, value] of values.entries()) expect(own[at]).toBeCloseTo(value, 4);
      }
      const predicted = session.predict('test').values;
      for (const [at, value] of probabilities.entries())
        expect(predicted[at]).toBeCloseTo(value, 4);
      session.dispose();
    });
  },
);
