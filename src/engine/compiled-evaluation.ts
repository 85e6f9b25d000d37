import type { Split, SplitName } from '../datasets/dataset';
import { allocateBatch, fillBatch, type RawBatch } from './compiled-batch';
import { type FunctionContext, traceEvaluation } from './compiled-functions';
import type { Metrics, TensorData } from './engine';
import type { Values } from './tracing/data-types';
import { lookUp } from './tracing/graph-names';
import type { TracedProgram } from './tracing/program';

const name = 'evaluate';

/** Enough examples at once to be worth a call. */
const smallestBatch = 50;

/** Few enough that the activations of a CNN stay small beside its weights. */
const largestBatch = 250;

/**
 * What a session measures without training. All examples go through one traced function, in
 * batches of one size that are filled up at the end: each size more would be one more graph.
 */
export class CompiledEvaluation {
  private readonly batch: RawBatch;
  private readonly batchSize: number;

  /** @param trainingBatchSize kept where it is neither small nor large: batches fit whole. */
  constructor(
    private readonly program: TracedProgram,
    private readonly context: FunctionContext,
    trainingBatchSize: number,
  ) {
    this.batchSize = Math.min(Math.max(trainingBatchSize, smallestBatch), largestBatch);
    this.batch = allocateBatch(context.dataset, this.batchSize);
    program.define(name, traceEvaluation(context, this.batchSize));
  }

  /** Loss and accuracy on some examples of a split. */
  measure(split: SplitName, indices: Int32Array): Metrics {
    const { batch } = this;
    let loss = 0;
    let correct = 0;
    for (let start = 0; start < indices.length; start += this.batchSize) {
      const part = indices.subarray(start, start + this.batchSize);
      fillBatch(batch, this.context.dataset, split, part);
      const [losses, classes] = this.run(['losses', 'classes']);
      for (let row = 0; row < part.length; row += 1) {
        loss += losses?.[row] ?? Number.NaN;
        if (classes?.[row] === batch.labels[row]) correct += 1;
      }
    }
    return { loss: loss / indices.length, accuracy: correct / indices.length };
  }

  /** Class probabilities, `[count, classes]`, of raw inputs `[count, ...inputShape]`. */
  predict(inputs: Split['inputs']): TensorData {
    const { dataset } = this.context;
    const exampleSize = this.batch.inputs.length / this.batchSize;
    const count = inputs.length / exampleSize;
    const classCount = dataset.classNames.length;
    const values = new Float32Array(count * classCount);
    for (let start = 0; start < count; start += this.batchSize) {
      const end = Math.min(start + this.batchSize, count);
      this.batch.inputs.set(inputs.subarray(start * exampleSize, end * exampleSize));
      const [probabilities] = this.run(['probabilities']);
      if (probabilities === undefined) continue;
      values.set(probabilities.subarray(0, (end - start) * classCount), start * classCount);
    }
    return { shape: [count, classCount], values };
  }

  private run(outputs: readonly string[]): Values[] {
    const results = new Map(Object.entries(this.program.run(name, { ...this.batch }, outputs)));
    return outputs.map((output) => lookUp(results, output).values);
  }
}
