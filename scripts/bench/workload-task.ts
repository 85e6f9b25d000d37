import { createBatchOrder } from '../../src/datasets/batches/batch-order';
import type { Dataset, Split } from '../../src/datasets/dataset';
import type { TrainingTask } from '../../src/engine/engine';
import type { EngineName } from '../../src/spec/experiment-schema';
import { countValues } from '../../src/util/count-values';
import { createRandom } from '../../src/util/random';
import { workloadFacts, workloadSettings } from './workload-settings';
import type { Workload } from './workloads';

function createSplit(workload: Workload, size: number, classCount: number): Split {
  const random = createRandom(1);
  const { examples: count, kind } = workload;
  const inputs =
    kind === 'cnn' || size === 784
      ? Uint8Array.from({ length: count * size }, () => random.integer(256))
      : Float32Array.from({ length: count * size }, () => random.uniform());
  const labels = Uint8Array.from({ length: count }, () => random.integer(classCount));
  return { count, inputs, labels };
}

/** A workload on random data, as an engine trains it. */
export function createTask(workload: Workload, engine: EngineName, threads: number): TrainingTask {
  const { batchSize, examples } = workload;
  const { inputShape, classCount } = workloadFacts(workload);
  const train = createSplit(workload, countValues(inputShape), classCount);
  const none = {
    count: 0,
    inputs: train.inputs.subarray(0, 0),
    labels: train.labels.subarray(0, 0),
  };
  const dataset: Dataset = {
    name: 'random',
    inputShape,
    classNames: Array.from({ length: classCount }, (_, id) => String(id)),
    scale: train.inputs instanceof Uint8Array ? 1 / 255 : 1,
    offset: 0,
    train,
    validation: none,
    test: none,
    checksum: '',
  };
  const order = createBatchOrder(0, examples, batchSize);
  return {
    settings: workloadSettings(workload, engine, threads),
    seed: 0,
    dataset,
    batchIndices: (step) => order.indices(step),
    learningRate: () => workload.learningRate,
  };
}
