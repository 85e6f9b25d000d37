import { gatherInputs, gatherLabels } from '../datasets/batches/gather-batch';
import { countOutputs, type Split, type SplitName } from '../datasets/dataset';
import type { NetworkOptions } from '../model/network';
import type { Labels } from '../reference/loss';
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
import { inOwnUnits, rescaleLogits } from './own-units';
import { buildReferenceNetwork, type ReferenceNetwork } from './reference-network';
import { readTrainerState, restoreTrainerState } from './reference-state';
import { saveNetwork } from './save-model';
import { createScorer } from './scores/create-scorer';
import type { Scorer } from './scores/scorer';
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
  /** `[count]`, or `[count, targets]` */
  readonly labels: Labels;
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
    const { dataset } = this.task;
    const scorer = createScorer(dataset);
    const { count } = dataset[split];
    let loss = 0;
    for (const indices of splitBatches(dataset, split)) {
      loss += (this.measureLoss(indices, split, scorer) * indices.length) / count;
    }
    return { loss, ...scorer.read() };
  }

  evaluateBatch(indices: Int32Array): Metrics {
    const scorer = createScorer(this.task.dataset);
    const loss = this.measureLoss(indices, 'train', scorer);
    return { loss, ...scorer.read() };
  }

  /** Mean loss of some examples, whose predictions are told to `scorer`. */
  private measureLoss(indices: Int32Array, split: SplitName, scorer: Scorer): number {
    const { inputs, labels, count } = this.gather(indices, split);
    const { loss, predicted } = this.network.measure(inputs, labels, count);
    scorer.add(predicted, labels, count);
    return loss;
  }

  predict(split: SplitName): TensorData {
    const { dataset } = this.task;
    const outputCount = countOutputs(dataset);
    const values = new Float32Array(dataset[split].count * outputCount);
    let offset = 0;
    for (const indices of splitBatches(dataset, split)) {
      const { inputs, count } = this.gather(indices, split);
      values.set(this.network.predict(inputs, count), offset);
      offset += count * outputCount;
    }
    return inOwnUnits(values, dataset);
  }

  predictInputs(inputs: Split['inputs']): TensorData {
    const { dataset } = this.task;
    const { inputShape, scale, offset } = dataset;
    const count = inputs.length / countValues(inputShape);
    const scaled = Float32Array.from(inputs, (raw) => raw * scale + offset);
    const values = Float32Array.from(this.network.predict(new Float64Array(scaled), count));
    return inOwnUnits(values, dataset);
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
    const weights = rescaleLogits(this.readParameters('values', ''), this.task.dataset);
    await saveNetwork(this.options, weights, folder);
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
