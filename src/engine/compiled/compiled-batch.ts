import { gatherLabels } from '../../datasets/batches/gather-batch';
import { countOutputs, type Dataset, type SplitName } from '../../datasets/dataset';
import { tf } from '../../tensorflow/tensorflow';
import type { Tensor } from '../../tensorflow/types';
import { countValues } from '../../util/count-values';
import type { TrainingTask } from '../engine';
import type { TensorSpec } from '../tracing/ground/tensor-spec';

/** What traced functions are fed of a batch. */
export function batchSpecs(dataset: Dataset, batchSize: number) {
  const isBytes = dataset.train.inputs instanceof Uint8Array;
  const inputs: TensorSpec = {
    shape: [batchSize, ...dataset.inputShape],
    dtype: isBytes ? 'uint8' : 'float32',
  };
  const labels: TensorSpec = isRegression(dataset)
    ? { shape: [batchSize, countOutputs(dataset)], dtype: 'float32' }
    : { shape: [batchSize], dtype: 'int32' };
  return { inputs, labels };
}

/** The examples of a batch as they lie in the data set: bytes are scaled in the graph. */
export interface RawBatch {
  /** `[batch, ...inputShape]` */
  readonly inputs: Uint8Array | Float32Array;
  /** `[batch]`, or `[batch, targets]` */
  readonly labels: Int32Array | Float32Array;
}

/** Makes room for `count` examples of a data set. */
export function allocateBatch(dataset: Dataset, count: number): RawBatch {
  const { inputs } = dataset.train;
  const length = count * exampleSize(dataset);
  return {
    inputs: inputs instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length),
    labels: isRegression(dataset)
      ? new Float32Array(count * countOutputs(dataset))
      : new Int32Array(count),
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
  const hasClasses = !isRegression(dataset);
  if (!hasClasses) {
    batch.labels.set(gatherLabels(dataset, split, indices), start * countOutputs(dataset));
  }
  for (let position = 0; position < indices.length; position += 1) {
    const from = (indices[position] as number) * size;
    const to = (start + position) * size;
    if (hasClasses) {
      batch.labels[start + position] = labels[indices[position] as number] as number;
    }
    // A view costs more than it saves where examples are points.
    if (size > 16) batch.inputs.set(inputs.subarray(from, from + size), to);
    else for (let at = 0; at < size; at += 1) batch.inputs[to + at] = inputs[from + at] as number;
  }
}

function isRegression({ targets }: Dataset): boolean {
  return targets !== undefined;
}

/** The inputs of `count` examples of a batch, from its example number `start` on, to be written to. */
export function viewInputs(
  { inputs }: RawBatch,
  dataset: Dataset,
  start: number,
  count: number,
): RawBatch['inputs'] {
  const size = exampleSize(dataset);
  return inputs.subarray(start * size, (start + count) * size);
}

/** Whether all steps of a run train on the very same inputs: on all of the data, unchanged. */
export function isSameBatch({ settings, dataset, augment }: TrainingTask): boolean {
  return settings.batchSize >= dataset.train.count && augment === undefined;
}

function exampleSize(dataset: Dataset): number {
  return countValues(dataset.inputShape);
}

/** Input values from raw ones. */
export function scaleInputs(dataset: Dataset, raw: Tensor): Tensor {
  const { scale, offset } = dataset;
  const scaled = scale === 1 ? raw : tf.mul(raw, scale);
  return offset === 0 ? scaled : tf.add(scaled, offset);
}
