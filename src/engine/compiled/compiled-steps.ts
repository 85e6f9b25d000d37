import { drawKeysOf } from '../../model/training-step';
import { numbersOfStep, type Optimizer, type StepNumbers } from '../../optimizers/optimizer';
import type { Values } from '../../tensorflow/data-types';
import type { NamedTensors, TrainingTask } from '../engine';
import { updateForm } from '../tracing/graph/graph-update';
import type { TracedProgram } from '../tracing/program/program';
import { allocateBatch, fillBatch, isSameBatch, type RawBatch, viewInputs } from './compiled-batch';
import { type FunctionContext, traceStep } from './compiled-functions';
import { Replay } from './replay';

/**
 * The training steps of a session. Small networks take several steps in one call of native code;
 * a step gives the same bits in a group as alone, so it doesn't matter how steps are grouped. Behind a
 * loss that is not finite, the weights are those of its step: what the group did afterwards is undone.
 */
export class CompiledSteps {
  /** Examples of a full batch. */
  private readonly batchSize: number;
  /** Whether all steps train on the very same inputs. */
  private readonly isSameBatch: boolean;
  private readonly replay: Replay;
  private readonly batches = new Map<number, RawBatch>();

  /**
   * @param drawSeeds what layers of this run draw from.
   * @param groupSize steps of a group; 1 where steps go alone.
   * @param restore brings the program into a state, undefined for the one that the run begins in.
   */
  constructor(
    private readonly program: TracedProgram,
    private readonly context: FunctionContext,
    private readonly task: TrainingTask,
    private readonly optimizer: Optimizer,
    private readonly drawSeeds: readonly number[],
    private readonly groupSize: number,
    restore: (state: NamedTensors | undefined) => void,
  ) {
    const { settings, dataset } = task;
    this.batchSize = Math.min(settings.batchSize, dataset.train.count);
    this.isSameBatch = isSameBatch(task);
    this.replay = new Replay(restore, (first, last) => {
      for (let step = first; step <= last; ) step += this.run(step, last).length;
    });
    const rest = dataset.train.count % this.batchSize;
    if (rest > 0 && settings.steps >= settings.stepsPerEpoch) this.defineOther(rest);
  }

  /** Defines the step on batches of another size, where it isn't yet; returns its name. */
  private defineOther(batchSize: number): string {
    return this.program.defineStepOnce(`step${batchSize}`, () =>
      traceStep(this.context, batchSize),
    );
  }

  /** Trains steps `first` to `last` and returns their losses, up to the first not finite one. */
  train(first: number, last: number): Float32Array {
    const losses = new Float32Array(last - first + 1);
    let step = first;
    while (step <= last) {
      const taken = this.run(step, last);
      const lost = taken.findIndex((loss) => !Number.isFinite(loss));
      const count = lost < 0 ? taken.length : lost + 1;
      losses.set(taken.subarray(0, count), step - first);
      if (count < taken.length) this.returnTo(step, count);
      else this.replay.add(step, step + count - 1);
      step += count;
      if (lost >= 0) return losses.subarray(0, step - first);
    }
    return losses;
  }

  /** Says that this is what has been trained so far. */
  know(state: NamedTensors): void {
    if (this.groupSize > 1) this.replay.know(state);
  }

  /** Undoes a call that went on behind the first `count` of its steps, from `first` on. */
  private returnTo(first: number, count: number): void {
    this.replay.goBack();
    for (let step = first; step < first + count; step += 1) this.runOne(step);
    this.replay.add(first, first + count - 1);
  }

  /** Trains what goes in one call, and returns the losses. */
  private run(step: number, last: number): Values {
    return this.canGroup(step, last) ? this.runGroup(step) : this.runOne(step);
  }

  private canGroup(first: number, last: number): boolean {
    if (this.groupSize === 1 || last - first + 1 < this.groupSize) return false;
    for (let step = first; step < first + this.groupSize; step += 1) {
      if (this.task.batchIndices(step).length !== this.batchSize) return false;
    }
    return true;
  }

  private runOne(step: number): Values {
    const indices = this.task.batchIndices(step);
    const name = indices.length === this.batchSize ? 'step' : this.defineOther(indices.length);
    const batch = this.takeBatch(indices.length);
    this.fillStep(batch, step, 0);
    return this.call(name, {
      ...batch,
      drawKeys: drawKeysOf(this.drawSeeds, step),
      ...this.stackNumbers(step, 1),
    });
  }

  private runGroup(first: number): Values {
    const { groupSize, batchSize } = this;
    const examples = this.isSameBatch ? batchSize : groupSize * batchSize;
    const batch = this.takeBatch(examples);
    const keys: number[] = [];
    for (let position = 0; position < groupSize; position += 1) {
      const step = first + position;
      if (position === 0 || !this.isSameBatch) this.fillStep(batch, step, position * batchSize);
      keys.push(...drawKeysOf(this.drawSeeds, step));
    }
    const drawKeys = Int32Array.from(keys);
    return this.call('steps', { ...batch, drawKeys, ...this.stackNumbers(first, groupSize) });
  }

  /** Puts what a step trains on into a batch, from its example number `start` on. */
  private fillStep(batch: RawBatch, step: number, start: number): void {
    const { task } = this;
    const indices = task.batchIndices(step);
    fillBatch(batch, task.dataset, 'train', indices, start);
    task.augment?.(step, viewInputs(batch, task.dataset, start, indices.length));
  }

  /** What `count` steps from `first` on hand to the optimizer, `[count]` each. */
  private stackNumbers(first: number, count: number): Record<string, Float32Array> {
    const stacked: Record<string, Float32Array> = {};
    for (let position = 0; position < count; position += 1) {
      for (const [name, value] of Object.entries(this.numbersOf(first + position))) {
        stacked[name] ??= new Float32Array(count);
        stacked[name][position] = value;
      }
    }
    return stacked;
  }

  private numbersOf(step: number): StepNumbers {
    const position = { step, learningRate: this.task.learningRate(step) };
    return numbersOfStep(this.optimizer, position, updateForm(this.optimizer));
  }

  /** The memory that batches of a size are put together in; a call is done with it when it ends. */
  private takeBatch(count: number): RawBatch {
    const batch = this.batches.get(count) ?? allocateBatch(this.task.dataset, count);
    this.batches.set(count, batch);
    return batch;
  }

  private call(name: string, feeds: Readonly<Record<string, Values>>): Values {
    const { loss } = this.program.run(name, feeds);
    if (loss === undefined) throw new Error('A step gives its loss');
    return loss.values;
  }
}
