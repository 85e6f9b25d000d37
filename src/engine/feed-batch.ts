import { gatherAugmented, gatherInputs, gatherLabels } from '../datasets/batches/gather-batch';
import { countOutputs, type Dataset, type SplitName } from '../datasets/dataset';
import { tf } from '../tensorflow/tensorflow';
import type { Tensor } from '../tensorflow/types';
import { countValues } from '../util/count-values';
import type { TrainingTask } from './engine';

/** Examples as tensors. */
export interface FedBatch {
  readonly inputs: Tensor;
  readonly labels: Tensor;
}

/**
 * Inputs `[batch, ...inputShape]` and labels, int32 `[batch]` or float32 `[batch, targets]`, of examples.
 * Call inside `tf.tidy`.
 */
export function feedBatch(dataset: Dataset, indices: Int32Array, split: SplitName): FedBatch {
  return toTensors(
    dataset,
    gatherInputs(dataset, split, indices),
    gatherLabels(dataset, split, indices),
  );
}

/** What a step trains on, as values of the network: `[batch, ...inputShape]`, row-major. */
export function gatherStep(task: TrainingTask, step: number): Float32Array {
  const { dataset, augment } = task;
  const indices = task.batchIndices(step);
  if (augment === undefined) return gatherInputs(dataset, 'train', indices);
  return gatherAugmented(dataset, indices, (inputs) => augment(step, inputs));
}

/** Inputs and labels that a step trains on, as `feedBatch` gives them. Call inside `tf.tidy`. */
export function feedStep(task: TrainingTask, step: number): FedBatch {
  const labels = gatherLabels(task.dataset, 'train', task.batchIndices(step));
  return toTensors(task.dataset, gatherStep(task, step), labels);
}

function toTensors(
  dataset: Dataset,
  inputs: Float32Array,
  labels: Int32Array | Float32Array,
): FedBatch {
  const count = inputs.length / countValues(dataset.inputShape);
  return {
    inputs: tf.tensor(inputs, [count, ...dataset.inputShape]),
    labels:
      labels instanceof Int32Array
        ? tf.tensor1d(labels, 'int32')
        : tf.tensor(labels, [count, countOutputs(dataset)]),
  };
}
