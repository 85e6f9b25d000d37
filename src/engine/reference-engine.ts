import { gatherInputs, gatherLabels } from '../datasets/batches/gather-batch';
import type { Split, SplitName } from '../datasets/dataset';
import type { NetworkOptions } from '../model/network';
import { Trainer } from '../reference/trainer';
import { countValues } from '../util/count-values';
import { describeNetwork } from './describe-network';
import type {
  Engine,
  Metrics,
  NamedTensors,
  Observation,
  ObservationKind,
  TensorData,
  TrainingSession,
  TrainingTask,
} from './engine';
import { gatherStep } from './feed-batch';
import { buildReferenceNetwork, type ReferenceNetwork } from './reference-network';
import { readTrainerState, restoreTrainerState } from './reference-state';
import { saveNetwork } from './save-model';
import { splitBatches } from './split-batches';

/** Training by the from-scratch network in float64: slow where networks are large, and an oracle. */
export const referenceEngine: Engine = {
  name: 'reference',
  open: (task) => new ReferenceSession(task),
  dispose: () => {},
};

/** Examples as the reference network takes them. */
interface Batch {
  readonly indices: Int32Array;
  /** `[count, inputCount]` */
  readonly inputs: Float64Array;
  /** `[count]` */
  readonly labels: Int32Array;
  readonly count: number;
}

class ReferenceSession implements TrainingSession {
  private readonly options: NetworkOptions;
  private readonly built: ReferenceNetwork;
  private readonly trainer: Trainer;
  /** The batch of the last step: the same one for all steps where the batch is all data. */
  private lastBatch: Batch | undefined;

  constructor(private readonly task: TrainingTask) {
    const { settings } = task;
    this.options = describeNetwork(task);
    this.built = buildReferenceNetwork(this.options, settings.loss);
    this.trainer = new Trainer(this.built.network, settings.optimizer);
  }

  private get network() {
    return this.built.network;
  }

  train(first: number, last: number): Float32Array {
    const losses = new Float32Array(last - first + 1);
    for (let step = first; step <= last; step += 1) {
      // As large a loss as ends training in float32 ends it here.
      const loss = Math.fround(this.trainStep(step));
      losses[step - first] = loss;
      if (!Number.isFinite(loss)) return losses.subarray(0, step - first + 1);
    }
    return losses;
  }

  private trainStep(step: number): number {
    const { inputs, labels, count } = this.gatherStep(step);
    this.built.dropOut(step, count);
    const loss = this.trainer.step(inputs, labels, count, this.task.learningRate(step), step);
    this.built.keepAll();
    return loss;
  }

  private gatherStep(step: number): Batch {
    const { task } = this;
    const indices = task.batchIndices(step);
    if (task.augment !== undefined) {
      const labels = gatherLabels(task.dataset, 'train', indices);
      const inputs = new Float64Array(gatherStep(task, step));
      return { indices, inputs, labels, count: indices.length };
    }
    if (this.lastBatch?.indices !== indices) this.lastBatch = this.gather(indices, 'train');
    return this.lastBatch;
  }

  evaluate(split: SplitName): Metrics {
    let loss = 0;
    let accuracy = 0;
    const { count } = this.task.dataset[split];
    for (const indices of splitBatches(this.task.dataset, split)) {
      const batch = this.measure(indices, split);
      loss += (batch.loss * indices.length) / count;
      accuracy += (batch.accuracy * indices.length) / count;
    }
    return { loss, accuracy };
  }

  evaluateBatch(indices: Int32Array): Metrics {
    return this.measure(indices, 'train');
  }

  private measure(indices: Int32Array, split: SplitName): Metrics {
    const { inputs, labels, count } = this.gather(indices, split);
    return this.network.measure(inputs, labels, count);
  }

  predict(split: SplitName): TensorData {
    const { dataset } = this.task;
    const classCount = dataset.classNames.length;
    const values = new Float32Array(dataset[split].count * classCount);
    let offset = 0;
    for (const indices of splitBatches(dataset, split)) {
      const { inputs, count } = this.gather(indices, split);
      values.set(this.network.predict(inputs, count), offset);
      offset += count * classCount;
    }
    return { shape: [dataset[split].count, classCount], values };
  }

  predictInputs(inputs: Split['inputs']): TensorData {
    const { inputShape, classNames, scale, offset } = this.task.dataset;
    const count = inputs.length / countValues(inputShape);
    const scaled = Float32Array.from(inputs, (raw) => raw * scale + offset);
    const values = Float32Array.from(this.network.predict(new Float64Array(scaled), count));
    return { shape: [count, classNames.length], values };
  }

  observe(kinds: readonly ObservationKind[], indices: Int32Array): Partial<Observation> {
    const { inputs, labels, count } = this.gather(indices, 'train');
    this.network.differentiate(inputs, labels, count);
    const observe: Record<ObservationKind, () => NamedTensors> = {
      weights: () => this.readParameters('values', '/kernel'),
      biases: () => this.readParameters('values', '/bias'),
      gradients: () => this.readParameters('gradient', ''),
      preactivations: () => this.readUnits('preactivations', count),
      activations: () => this.readUnits('activations', count),
    };
    return Object.fromEntries(kinds.map((kind) => [kind, observe[kind]()]));
  }

  private readParameters(what: 'values' | 'gradient', ending: string): NamedTensors {
    return Object.fromEntries(
      this.network.parameters
        .filter(({ name }) => name.endsWith(ending))
        .map((parameter) => [
          parameter.name,
          { shape: parameter.shape, values: Float32Array.from(parameter[what]) },
        ]),
    );
  }

  /** What the units of each layer held for the last batch; logits are net inputs only. */
  private readUnits(what: 'preactivations' | 'activations', count: number): NamedTensors {
    const { layers } = this.network;
    const shown = what === 'activations' ? layers.slice(0, -1) : layers;
    return Object.fromEntries(
      shown.map(({ name, units, [what]: values }) => [
        name,
        { shape: [count, units], values: Float32Array.from(values.subarray(0, count * units)) },
      ]),
    );
  }

  readState(): NamedTensors {
    return readTrainerState(this.trainer);
  }

  restoreState(state: NamedTensors): void {
    restoreTrainerState(this.trainer, state);
  }

  graph(): undefined {
    return undefined;
  }

  async saveModel(folder: string): Promise<void> {
    await saveNetwork(this.options, this.readParameters('values', ''), folder);
  }

  dispose(): void {
    this.built.dispose();
  }

  private gather(indices: Int32Array, split: SplitName): Batch {
    const { dataset } = this.task;
    return {
      indices,
      inputs: new Float64Array(gatherInputs(dataset, split, indices)),
      labels: gatherLabels(dataset, split, indices),
      count: indices.length,
    };
  }
}
