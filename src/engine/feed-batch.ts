import { gatherInputs, gatherLabels } from '../datasets/batches/gather-batch';
import type { Dataset, SplitName } from '../datasets/dataset';
import { tf } from '../tensorflow/tensorflow';
import type { Tensor } from '../tensorflow/types';

/** Inputs `[batch, ...inputShape]` and labels, int32 `[batch]`, of examples. Call inside `tf.tidy`. */
export function feedBatch(
  dataset: Dataset,
  indices: Int32Array,
  split: SplitName,
): { readonly inputs: Tensor; readonly labels: Tensor } {
  const shape = [indices.length, ...dataset.inputShape];
  return {
    inputs: tf.tensor(gatherInputs(dataset, split, indices), shape),
    labels: tf.tensor1d(gatherLabels(dataset, split, indices), 'int32'),
  };
}
