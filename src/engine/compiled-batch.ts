import type { Dataset, SplitName } from '../datasets/dataset';
import { tf } from '../model/tensorflow';
import type { TensorSpec } from './tracing/trace-function';

type Tensor = import('@tensorflow/tfjs-node').Tensor;

/** What traced functions are fed of a batch. */
export function batchSpecs(dataset: Dataset, batchSize: number) {
  const isBytes = dataset.train.inputs instanceof Uint8Array;
  const inputs: TensorSpec = {
    shape: [batchSize, ...dataset.inputShape],
    dtype: isBytes ? 'uint8' : 'float32',
  };
  const labels: TensorSpec = { shape: [batchSize], dtype: 'int32' };
  return { inputs, labels };
}

/** The examples of a batch as they lie in the data set: bytes are scaled in the graph. */
export interface RawBatch {
  /** `[batch, ...inputShape]` */
  readonly inputs: Uint8Array | Float32Array;
  /** `[batch]` */
  readonly labels: Int32Array;
}

/** Makes room for `count` examples of a data set. */
export function allocateBatch(dataset: Dataset, count: number): RawBatch {
  const { inputs } = dataset.train;
  const length = count * exampleSize(dataset);
  return {
    inputs: inputs instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length),
    labels: new Int32Array(count),
  };
}

/** Copies examples into a batch, from its example number `start` on. */
export function fillBatch(
  batch: RawBatch,
  dataset: Dataset,
  split: SplitName,
  indices: Int32Array,
  start = 0,
): void {
  const { inputs, labels } = dataset[split];
  const size = exampleSize(dataset);
  for (const [position, index] of indices.entries()) {
    const from = index * size;
    batch.inputs.set(inputs.subarray(from, from + size), (start + position) * size);
    batch.labels[start + position] = labels[index] ?? 0;
  }
}

function exampleSize(dataset: Dataset): number {
  return dataset.inputShape.reduce((product, length) => product * length, 1);
}

/** Input values from raw ones. */
export function scaleInputs(dataset: Dataset, raw: Tensor): Tensor {
  const { scale, offset } = dataset;
  const scaled = scale === 1 ? raw : tf.mul(raw, scale);
  return offset === 0 ? scaled : tf.add(scaled, offset);
}
