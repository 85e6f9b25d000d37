import readline from 'node:readline';
import { createBatchOrder } from '../../src/datasets/batches/batch-order';
import type { Dataset, Split } from '../../src/datasets/dataset';
import type { TrainingTask } from '../../src/engine/engine';
import { openEngine } from '../../src/engine/open-engine';
import type { EngineName } from '../../src/spec/experiment-schema';
import { readTensorFlowVersions } from '../../src/tensorflow/tensorflow-versions';
import { countValues } from '../../src/util/count-values';
import { packageVersion } from '../../src/util/process/package-version';
import { createRandom } from '../../src/util/random';
import { workloadFacts, workloadSettings } from './workload-settings';
import type { Workload } from './workloads';

/*
 * Ablate as a contestant: bare training under one engine. Told like the Python peers: workload,
 * engine and threads as arguments, then numbers of steps on standard input.
 */

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

function createTask(workload: Workload, engine: EngineName, threads: number): TrainingTask {
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

function answer(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

const workload = JSON.parse(process.argv[2] ?? '') as Workload;
const engine = process.argv[3] as EngineName;
const threads = Number(process.argv[4]);
const session = openEngine(engine).open(createTask(workload, engine, threads));
let step = 0;
const train = (steps: number): void => {
  session.train(step + 1, step + steps);
  step += steps;
};
train(3);
train(Math.min(20, workload.steps));
const { tensorflowVersion } = readTensorFlowVersions();
answer({
  ready: true,
  version: `Ablate ${packageVersion()} on TensorFlow ${tensorflowVersion}`,
  variant: engine,
});
readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const steps = Number(line);
  const start = performance.now();
  train(steps);
  const msPerStep = (performance.now() - start) / steps;
  answer({ msPerStep, peakMegabytes: process.resourceUsage().maxRSS / 1024 });
});
