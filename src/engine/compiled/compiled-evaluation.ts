import type { Split, SplitName } from '../../datasets/dataset';
import type { Values } from '../../tensorflow/data-types';
import { countValues } from '../../util/count-values';
import { lookUp } from '../../util/look-up';
import type { Metrics, TensorData } from '../engine';
import type { TracedProgram } from '../tracing/program/program';
import { allocateBatch, fillBatch, type RawBatch } from './compiled-batch';
import { type FunctionContext, traceEvaluation } from './compiled-functions';

/** A traced function with the memory that its batches are put together in. */
interface BatchFunction {
  readonly name: string;
  readonly batchSize: number;
  readonly batch: RawBatch;
}

/**
 * What a session measures without training. All examples go through functions of one or two batch
 * sizes, and batches are filled up at the end: each size more would be one more graph.
 */
export class CompiledEvaluation {
  /** Small batches first. */
  private readonly functions: readonly BatchFunction[];
  /** Class probabilities of whole splits as the network is now. */
  private readonly predictions = new Map<SplitName, Float32Array>();

  /** @param batchSizes the smaller first. */
  constructor(
    private readonly program: TracedProgram,
    private readonly context: FunctionContext,
    batchSizes: readonly number[],
  ) {
    this.functions = batchSizes.map((size) => this.define(size));
  }

  private define(batchSize: number): BatchFunction {
    const name = `evaluate${batchSize}`;
    if (!this.program.has(name)) {
      this.program.define(name, traceEvaluation(this.context, batchSize));
    }
    return { name, batchSize, batch: allocateBatch(this.context.dataset, batchSize) };
  }

  /** To be called when the weights change. */
  forget(): void {
    this.predictions.clear();
  }

  /** Loss and accuracy on a whole split; keeps the class probabilities for `predictSplit`. */
  measureSplit(split: SplitName): Metrics {
    const { count } = this.context.dataset[split];
    const probabilities = new Float32Array(count * this.context.dataset.classNames.length);
    const indices = Int32Array.from({ length: count }, (_, index) => index);
    const metrics = this.measure(split, indices, probabilities);
    this.predictions.set(split, probabilities);
    return metrics;
  }

  /**
   * Loss and accuracy on some examples of a split.
   *
   * @param probabilities where to write those of the classes, `[indices.length, classes]`, if at all.
   */
  measure(split: SplitName, indices: Int32Array, probabilities?: Float32Array): Metrics {
    const { dataset } = this.context;
    const outputs = [
      'losses',
      'classes',
      ...(probabilities === undefined ? [] : ['probabilities']),
    ];
    let loss = 0;
    let correct = 0;
    this.inBatches(indices.length, ({ name, batch, batchSize }, start) => {
      const part = indices.subarray(start, start + batchSize);
      fillBatch(batch, dataset, split, part);
      const [losses, classes, given] = this.run(name, batch, outputs);
      for (let row = 0; row < part.length; row += 1) {
        loss += losses?.[row] ?? Number.NaN;
        if (classes?.[row] === batch.labels[row]) correct += 1;
      }
      if (probabilities === undefined) return;
      copyRows(given, part.length, probabilities, start, dataset.classNames.length);
    });
    return { loss: loss / indices.length, accuracy: correct / indices.length };
  }

  /** Class probabilities of a whole split, `[count, classes]`. */
  predictSplit(split: SplitName): TensorData {
    const { inputs, count } = this.context.dataset[split];
    const known = this.predictions.get(split);
    if (known === undefined) return this.predict(inputs);
    return { shape: [count, this.context.dataset.classNames.length], values: known };
  }

  /** Class probabilities, `[count, classes]`, of raw inputs `[count, ...inputShape]`. */
  predict(inputs: Split['inputs']): TensorData {
    const { dataset } = this.context;
    const exampleSize = countValues(dataset.inputShape);
    const count = inputs.length / exampleSize;
    const classCount = dataset.classNames.length;
    const values = new Float32Array(count * classCount);
    this.inBatches(count, ({ name, batch, batchSize }, start) => {
      const end = Math.min(start + batchSize, count);
      batch.inputs.set(inputs.subarray(start * exampleSize, end * exampleSize));
      const [probabilities] = this.run(name, batch, ['probabilities']);
      copyRows(probabilities, end - start, values, start, classCount);
    });
    return { shape: [count, classCount], values };
  }

  /** Goes through `count` examples with the smallest function that takes them in one batch, if any. */
  private inBatches(count: number, take: (use: BatchFunction, start: number) => void): void {
    const use = this.functions.find(({ batchSize }) => count <= batchSize) ?? this.functions.at(-1);
    if (use === undefined) return;
    for (let start = 0; start < count; start += use.batchSize) take(use, start);
  }

  private run(name: string, batch: RawBatch, outputs: readonly string[]): Values[] {
    const results = new Map(Object.entries(this.program.run(name, { ...batch }, outputs)));
    return outputs.map((output) => lookUp(results, output).values);
  }
}

/** Copies the first rows of a batch's result `[batch, columns]` to row `start` of `to`. */
function copyRows(
  from: Values | undefined,
  rows: number,
  to: Float32Array,
  start: number,
  columns: number,
): void {
  if (from !== undefined) to.set(from.subarray(0, rows * columns), start * columns);
}
