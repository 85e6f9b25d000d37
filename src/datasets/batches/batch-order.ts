import { createRandom, shuffle } from '../../util/random';
import { deriveSeed } from '../../util/seed';

/** Which training examples each step of a run sees. */
export interface BatchOrder {
  /** Batches an epoch is divided into; the last may be smaller than the others. */
  readonly stepsPerEpoch: number;
  /**
   * The examples of a step, counted from 1: `[batch]`, indices into the training split. Any step
   * may be asked for at any time, so a resumed run needs to keep no position. Not to be written to.
   */
  indices(step: number): Int32Array;
}

/**
 * Lays down the batches of a run: each epoch is a new shuffle of all examples, from a sub-seed
 * named after the epoch, cut into batches. A batch as large as the data is always the same array,
 * in the order of the data. Neither model nor optimizer has a part in it, so all trials of a seed
 * see the same batches.
 */
export function createBatchOrder(
  runSeed: number,
  trainCount: number,
  batchSize: number,
): BatchOrder {
  const inOrder = Int32Array.from({ length: trainCount }, (_, index) => index);
  if (batchSize >= trainCount) return { stepsPerEpoch: 1, indices: () => inOrder };

  const stepsPerEpoch = Math.ceil(trainCount / batchSize);
  let epoch = 0;
  let order = inOrder;
  return {
    stepsPerEpoch,
    indices(step) {
      const epochOfStep = Math.ceil(step / stepsPerEpoch);
      if (epochOfStep !== epoch) {
        order = inOrder.slice();
        shuffle(order, createRandom(deriveSeed(runSeed, `batch-order/epoch-${epochOfStep}`)));
        epoch = epochOfStep;
      }
      const start = ((step - 1) % stepsPerEpoch) * batchSize;
      return order.subarray(start, Math.min(start + batchSize, trainCount));
    },
  };
}
