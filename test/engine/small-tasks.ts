import { createAugmenter } from '../../src/datasets/augmentation/create-augmenter';
import { createBatchOrder } from '../../src/datasets/batches/batch-order';
import type { Dataset } from '../../src/datasets/dataset';
import { learnTargets } from '../../src/datasets/targets/describe-targets';
import type { TrainingTask } from '../../src/engine/engine';
import type { RunSettings } from '../../src/plan/run-config';
import { learningRateAt } from '../../src/schedules/learning-rate';
import { settingsSchema } from '../../src/spec/experiment-schema';
import { createRandom } from '../../src/util/random';

/** Noisy blobs, one per class, as bytes like the pixels of an image. */
export function blobs(inputShape: readonly number[], classCount: number, count = 60): Dataset {
  const random = createRandom(11);
  const size = inputShape.reduce((product, length) => product * length, 1);
  const centers = Array.from({ length: classCount * size }, () => random.integer(200));
  const split = (length: number) => {
    const labels = Uint8Array.from({ length }, (_, index) => index % classCount);
    const inputs = new Uint8Array(length * size);
    for (let index = 0; index < inputs.length; index += 1) {
      const label = labels[Math.floor(index / size)] ?? 0;
      inputs[index] = (centers[label * size + (index % size)] ?? 0) + random.integer(56);
    }
    return { count: length, inputs, labels };
  };
  return {
    name: 'blobs',
    inputShape,
    classNames: Array.from({ length: classCount }, (_, id) => String(id)),
    scale: 1 / 255,
    offset: 0,
    train: split(count),
    validation: split(20),
    test: split(40),
    checksum: 'blobs',
  };
}

/** Points with numbers to predict, of very different units, as a network learns them. */
export function surfaces(inputCount: number, targetCount: number, count = 60): Dataset {
  const random = createRandom(12);
  const slopes = Array.from({ length: inputCount * targetCount }, () => random.normal());
  const split = (length: number) => {
    const inputs = Float32Array.from({ length: length * inputCount }, () => random.normal());
    const labels = Float32Array.from({ length: length * targetCount }, (_, at) => {
      const target = at % targetCount;
      const start = Math.floor(at / targetCount) * inputCount;
      let value = 0.3 * random.normal();
      for (let input = 0; input < inputCount; input += 1) {
        value += (slopes[target * inputCount + input] ?? 0) * (inputs[start + input] ?? 0);
      }
      return 10 ** target * (100 + Math.sin(value) + value);
    });
    return { count: length, inputs, labels };
  };
  const train = split(count);
  const names = Array.from({ length: targetCount }, (_, target) => `y${target}`);
  return {
    name: 'surfaces',
    inputShape: [inputCount],
    classNames: [],
    targets: learnTargets(train.labels, names, true),
    scale: 1,
    offset: 0,
    train,
    validation: split(20),
    test: split(40),
    checksum: 'surfaces',
  };
}

/** A training task from settings as a spec writes them. */
export function createTask(
  dataset: Dataset,
  settings: Record<string, unknown>,
  seed = 0,
): TrainingTask {
  const parsed = settingsSchema.parse({ dataset: 'moons', steps: 100, ...settings });
  const { dataset: _, batchSize, ...rest } = parsed;
  const size = batchSize === 'full' ? dataset.train.count : batchSize;
  const resolved = {
    ...rest,
    batchSize: size,
    stepsPerEpoch: Math.ceil(dataset.train.count / size),
    logEvery: 10,
    evaluateEvery: 50,
    checkpointEvery: 50,
  } as unknown as RunSettings;
  const order = createBatchOrder(seed, dataset.train.count, size);
  return {
    settings: resolved,
    seed,
    dataset,
    batchIndices: (step) => order.indices(step),
    augment: createAugmenter(seed, resolved.augment, dataset),
    learningRate: (step) =>
      learningRateAt(resolved.schedule, resolved.optimizer.learningRate, step, resolved.steps),
  };
}
