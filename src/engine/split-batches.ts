import type { Dataset, SplitName } from '../datasets/dataset';
import { evaluationBatchSize } from '../plan/execution-plan';

/** The indices of a split in order, in batches of `evaluationBatchSize`. */
export function* splitBatches(dataset: Dataset, split: SplitName): Generator<Int32Array> {
  const { count } = dataset[split];
  for (let start = 0; start < count; start += evaluationBatchSize) {
    const length = Math.min(evaluationBatchSize, count - start);
    yield Int32Array.from({ length }, (_, index) => start + index);
  }
}
