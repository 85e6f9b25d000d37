import { CompiledEngine } from '../../../src/engine/compiled/compiled-engine';
import { cpuFeatures, multipliesBfloat16 } from '../../../src/util/process/cpu-features';
import { trainInKeras } from '../../layers/keras-training';
import { oraclePython } from '../../oracle-python';
import { blobs, createTask } from '../small-tasks';

const engine = new CompiledEngine();
const steps = 20;
/** A quarter of the step between neighbours of 8 bits at 1: sums may be added up in another order. */
const tolerance = 0.001;
const python = oraclePython();
const isHere = multipliesBfloat16(cpuFeatures());
const title = 'Keras trains the same in mixed_bfloat16, from the same weights on the same batches';
const lack = isHere ? 'no Python with it' : 'no bfloat16 in this CPU';

const taskIn = (precision: string) =>
  createTask(blobs([8, 8, 1], 3), {
    model: {
      type: 'layers',
      layers: [
        { type: 'conv2d', filters: 8, kernelSize: 3 },
        { type: 'maxPool2d' },
        { type: 'dense', units: 12 },
      ],
    },
    optimizer: { type: 'sgd', learningRate: 0.1 },
    batchSize: 20,
    steps,
    ...(precision === 'bfloat16' && { precision }),
  });

function trainHere(precision: string) {
  const session = engine.open(taskIn(precision));
  const losses = session.train(1, steps);
  const state = session.readState();
  const probabilities = session.predict('test').values;
  session.dispose();
  return { losses, state, probabilities };
}

/** The largest distance between numbers of the same places. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a).toHaveLength(b.length);
  return Array.from(a).reduce((most, value, at) => {
    return Math.max(most, Math.abs(value - (b[at] ?? Number.NaN)));
  }, 0);
}

(python === undefined || !isHere ? describe.skip : describe)(
  python === undefined || !isHere ? `${title} (skipped: ${lack})` : title,
  () => {
    test('losses, weights and probabilities', () => {
      const [keras] = trainInKeras(python ?? '', [taskIn('bfloat16')]);
      if (keras === undefined) throw new Error('Keras trained nothing');
      const { losses, state, probabilities } = trainHere('bfloat16');
      expect(losses[0]).toBeCloseTo(keras.losses[0] ?? Number.NaN, 4);
      expect(distance(losses, keras.losses)).toBeLessThan(tolerance);
      expect(distance(probabilities, keras.probabilities)).toBeLessThan(2 * tolerance);
      expect(Object.keys(state).toSorted()).toEqual(Object.keys(keras.weights).toSorted());
      for (const [name, values] of Object.entries(keras.weights)) {
        expect(distance(state[name]?.values ?? [], values)).toBeLessThan(2 * tolerance);
      }
      // Float32 is further away: this is about the same roundings, not about any.
      expect(distance(trainHere('float32').losses, keras.losses)).toBeGreaterThan(tolerance);
    }, 300_000);
  },
);
