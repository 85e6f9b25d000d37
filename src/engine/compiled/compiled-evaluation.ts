import { countOutputs, type Split, type SplitName } from '../../datasets/dataset';
import type { Values } from '../../tensorflow/data-types';
import { countValues } from '../../util/count-values';
import { lookUp } from '../../util/look-up';
import type { Metrics, TensorData } from '../engine';
import { inOwnUnits } from '../own-units';
import { createScorer } from '../scores/create-scorer';
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
  /** Of whole splits as the network is now, as the network gives them. */
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
    const name = this.program.defineOnce(`evaluate${batchSize}`, () =>
      traceEvaluation(this.context, batchSize),
    );
    return { name, batchSize, batch: allocateBatch(this.context.dataset, batchSize) };
  }

  /** To be called when the weights change. */
  forget(): void {
    this.predictions.clear();
  }

  /** What is measured on a whole split; keeps the predictions for `predictSplit`. */
  measureSplit(split: SplitName): Metrics {
    const { count } = this.context.dataset[split];
    const predictions = new Float32Array(count * countOutputs(this.context.dataset));
    const indices = Int32Array.from({ length: count }, (_, index) => index);
    const metrics = this.measure(split, indices, predictions);
    this.predictions.set(split, predictions);
    return metrics;
  }

  /**
   * What is measured on some examples of a split.
   *
   * @param predictions where to write what the network gives, `[indices.length, outputs]`, if at all.
   */
  measure(split: SplitName, indices: Int32Array, predictions?: Float32Array): Metrics {
    const { dataset } = this.context;
    const outputs = [
      'losses',
      'predictedLabels',
      ...(predictions === undefined ? [] : ['predictions']),
    ];
    let loss = 0;
    const scorer = createScorer(dataset);
    this.inBatches(indices.length, ({ name, batch, batchSize }, start) => {
      const part = indices.subarray(start, start + batchSize);
      fillBatch(batch, dataset, split, part);
      const [losses, labels, given] = this.run(name, batch, outputs);
      for (let row = 0; row < part.length; row += 1) {
        loss += losses?.[row] ?? Number.NaN;
      }
      scorer.add(labels ?? [], batch.labels, part.length);
      if (predictions === undefined) return;
      copyRows(given, part.length, predictions, start, countOutputs(dataset));
    });
    return { loss: loss / indices.length, ...scorer.read() };
  }

  /** Class probabilities of a whole split, `[count, classes]`, or targets in their own units. */
  predictSplit(split: SplitName): TensorData {
    const { dataset } = this.context;
    const known = this.predictions.get(split);
    if (known === undefined) return this.predict(dataset[split].inputs);
    return inOwnUnits(known, dataset);
  }

  /** The same of raw inputs, `[count, ...inputShape]`. */
  predict(inputs: Split['inputs']): TensorData {
    const { dataset } = this.context;
    const exampleSize = countValues(dataset.inputShape);
    const count = inputs.length / exampleSize;
    const outputCount = countOutputs(dataset);
    const values = new Float32Array(count * outputCount);
    this.inBatches(count, ({ name, batch, batchSize }, start) => {
      const end = Math.min(start + batchSize, count);
      batch.inputs.set(inputs.subarray(start * exampleSize, end * exampleSize));
      const [predictions] = this.run(name, batch, ['predictions']);
      copyRows(predictions, end - start, values, start, outputCount);
    });
    return inOwnUnits(values, dataset);
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
