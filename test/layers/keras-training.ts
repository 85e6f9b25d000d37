import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { gatherInputs, gatherLabels } from '../../src/datasets/batches/gather-batch';
import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import type { TrainingTask } from '../../src/engine/engine';
import { layerKindOf } from '../../src/layers/registry';
import { planLayers } from '../../src/plan/network/layer-plan';

/** What `train-keras.py` prints of each case. */
export interface TrainedInKeras {
  readonly losses: readonly number[];
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly probabilities: readonly number[];
}

const engine = new CompiledEngine();

/** Trains tasks in Keras, each in its precision, from the weights and on the batches that they have here. */
export function trainInKeras(
  python: string,
  tasks: readonly TrainingTask[],
): readonly TrainedInKeras[] {
  const script = path.join(PROJECT_ROOT, 'test/layers/train-keras.py');
  const output = execFileSync(python, [script], {
    input: JSON.stringify(tasks.map(describeCase)),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(output);
}

/** A task as `train-keras.py` reads it, from the weights that the network starts with. */
function describeCase(task: TrainingTask) {
  const { dataset, settings } = task;
  const { model } = settings;
  const session = engine.open(task);
  const start = session.readState();
  session.dispose();
  const planned = planLayers(model, dataset.inputShape, dataset.classNames.length);
  const names = planned.flatMap(({ layer, weights }) =>
    weights.map(({ name }) => `${layer.name}/${name}`),
  );
  const all = Int32Array.from({ length: dataset.test.count }, (_, index) => index);
  return {
    policy: settings.precision === 'bfloat16' ? 'mixed_bfloat16' : 'float32',
    inputShape: dataset.inputShape,
    learningRate: settings.optimizer.learningRate,
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
    batches: Array.from({ length: settings.steps }, (_, index) => {
      const indices = task.batchIndices(index + 1);
      return {
        inputs: [...gatherInputs(dataset, 'train', indices)],
        labels: [...gatherLabels(dataset, 'train', indices)],
      };
    }),
    testInputs: [...gatherInputs(dataset, 'test', all)],
  };
}
