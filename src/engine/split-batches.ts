import type { Dataset, SplitName } from '../datasets/dataset';

/**
 * Examples that go through the network at once when a split is evaluated: many enough to keep the
 * cores busy, few enough that the activations of a CNN stay small beside its weights.
 */
export const evaluationBatchSize = 250;

/** The indices of a split in order, in batches of `evaluationBatchSize`. */
export function* splitBatches(dataset: Dataset, split: SplitName): Generator<Int32Array> {
  const { count } = dataset[split];
  for (let start = 0; start < count; start += evaluationBatchSize) {
    const length = Math.min(evaluationBatchSize, count - start);
    yield Int32Array.from({ length }, (_, index) => start + index);
  }
}
