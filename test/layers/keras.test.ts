import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { gatherInputs, gatherLabels } from '../../src/datasets/batches/gather-batch';
import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import { layerKindOf } from '../../src/layers/registry';
import { planLayers } from '../../src/plan/network/layer-plan';
import { blobs, createTask } from '../engine/small-tasks';
import { oraclePython } from '../oracle-python';
import { allSamples } from './layer-samples';

const compiledEngine = new CompiledEngine();

/** What `train-keras.py` prints of each case. */
interface Trained {
  readonly losses: readonly number[];
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly probabilities: readonly number[];
}

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

/** A task as `train-keras.py` reads it, from the weights that the network starts with. */
function describeCase(task: (typeof tasks)[number]) {
  const { model } = task.settings;
  const session = compiledEngine.open(task);
  const start = session.readState();
  session.dispose();
  const planned = planLayers(model, images.inputShape, 3);
  const names = planned.flatMap(({ layer, weights }) =>
    weights.map(({ name }) => `${layer.name}/${name}`),
  );
  const all = Int32Array.from({ length: images.test.count }, (_, index) => index);
  return {
    inputShape: images.inputShape,
    learningRate,
    layers: planned.map(({ layer }) => ({
      ...layer,
      activation: layerKindOf(layer).activation(layer, model.activation)?.type ?? 'linear',
    })),
    weights: Object.fromEntries(
      names.map((name) => {
        const { shape, values } = start[name] ?? { shape: [], values: [] };
        return [name, { shape, values: [...values] }];
      }),
    ),
    batches: Array.from({ length: steps }, (_, index) => {
      const indices = task.batchIndices(index + 1);
      return {
        inputs: [...gatherInputs(images, 'train', indices)],
        labels: [...gatherLabels(images, 'train', indices)],
      };
    }),
    testInputs: [...gatherInputs(images, 'test', all)],
  };
}

const python = oraclePython();
const title = 'Keras trains and evaluates the same, from the same weights on the same batches';

(python === undefined ? describe.skip : describe)(
  python === undefined ? `${title} (skipped: no Python with it)` : title,
  () => {
    let trained: readonly Trained[];

    beforeAll(() => {
      const script = path.join(PROJECT_ROOT, 'test/layers/train-keras.py');
      const output = execFileSync(python ?? '', [script], {
        input: JSON.stringify(tasks.map(describeCase)),
        encoding: 'utf8',
        stdio: ['pipe', 'pipe', 'ignore'],
        maxBuffer: 2 ** 28,
      });
      trained = JSON.parse(output);
    }, 300_000);

    test.each(samples.map((sample, index) => [sample, index] as const))('%j', (_, index) => {
      const session = compiledEngine.open(tasks[index] as (typeof tasks)[number]);
      const { losses, weights, probabilities } = trained[index] as Trained;
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
