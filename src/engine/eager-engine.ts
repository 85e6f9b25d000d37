import { countOutputs, type Split, type SplitName } from '../datasets/dataset';
import { lossOf } from '../losses/registry';
import { buildNetwork, type Network, type NetworkOptions } from '../model/network';
import { drawKeyTensor } from '../model/training-step';
import { buildOptimizer } from '../optimizers/optimizer';
import { tf } from '../tensorflow/tensorflow';
import type { Scalar, Tensor, Variable } from '../tensorflow/types';
import { countValues } from '../util/count-values';
import { lookUp } from '../util/look-up';
import { clipGradients } from './clip-gradients';
import { describeNetwork } from './describe-network';
import { EagerOptimizer } from './eager-optimizer';
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
import { type FedBatch, feedBatch, feedStep } from './feed-batch';
import { l2Penalty } from './l2-penalty';
import { inOwnUnits, rescaleLogits } from './own-units';
import { readTensor, readTensors } from './read-tensors';
import { saveNetwork } from './save-model';
import { createScorer } from './scores/create-scorer';
import type { Scorer } from './scores/scorer';
import { splitBatches } from './split-batches';

/** Training through tfjs's ordinary kernels, one call from JavaScript per kernel. */
export const eagerEngine: Engine = {
  name: 'eager',
  open: (task) => new EagerSession(task),
  dispose: () => {},
};

class EagerSession implements TrainingSession {
  private readonly options: NetworkOptions;
  private readonly network: Network;
  private readonly optimizer: EagerOptimizer;

  constructor(private readonly task: TrainingTask) {
    const { settings } = task;
    this.options = describeNetwork(task);
    this.network = buildNetwork(this.options);
    const optimizer = buildOptimizer(settings.optimizer);
    const { trained, kernels } = this.network;
    this.optimizer = new EagerOptimizer(optimizer, trained, kernels);
  }

  train(first: number, last: number): Float32Array {
    const losses = new Float32Array(last - first + 1);
    for (let step = first; step <= last; step += 1) {
      const loss = this.trainStep(step);
      losses[step - first] = loss;
      if (!Number.isFinite(loss)) return losses.subarray(0, step - first + 1);
    }
    return losses;
  }

  private trainStep(step: number): number {
    return tf.tidy(() => {
      const batch = feedStep(this.task, step);
      const drawKeys = drawKeyTensor(this.network.drawSeeds, step);
      const { result, nextValues } = this.network.step.run(drawKeys, () =>
        this.differentiate(batch, true),
      );
      this.optimizer.apply(clipGradients(result.gradients, this.task.settings.optimizer), {
        step,
        learningRate: this.task.learningRate(step),
      });
      for (const [name, value] of nextValues) lookUp(this.network.untrained, name).assign(value);
      return result.dataLoss;
    });
  }

  /** Loss of a batch, and the gradients of loss plus L2 term. Call inside `tf.tidy`. */
  private differentiate({ inputs, labels }: FedBatch, training: boolean) {
    let dataLoss = Number.NaN;
    const objective = (): Scalar => {
      const logits = this.network.model.apply(inputs, { training }) as Tensor;
      const loss = tf.mean(this.lossPerExample(logits, labels)) as Scalar;
      dataLoss = loss.dataSync()[0] ?? Number.NaN;
      const penalty = l2Penalty(this.network);
      return penalty === undefined ? loss : tf.add(loss, penalty);
    };
    const { trained } = this.network;
    const { grads } = tf.variableGrads(objective, [...trained.values()]);
    const gradients = new Map<string, Tensor>();
    for (const [name, variable] of trained) {
      const gradient = grads[variable.name];
      if (gradient !== undefined) gradients.set(name, gradient);
    }
    return { dataLoss, gradients };
  }

  private lossPerExample(logits: Tensor, labels: Tensor): Tensor {
    const { loss } = this.task.settings;
    return lossOf(loss).lossPerExample(tf, loss, logits, labels);
  }

  evaluate(split: SplitName): Metrics {
    const { dataset } = this.task;
    const scorer = createScorer(dataset);
    let loss = 0;
    for (const indices of splitBatches(dataset, split)) {
      loss += this.sumLosses(indices, split, scorer);
    }
    return { loss: loss / dataset[split].count, ...scorer.read() };
  }

  evaluateBatch(indices: Int32Array): Metrics {
    const scorer = createScorer(this.task.dataset);
    const loss = this.sumLosses(indices, 'train', scorer);
    return { loss: loss / indices.length, ...scorer.read() };
  }

  /** Sum of the losses of some examples, whose predictions are told to `scorer`. */
  private sumLosses(indices: Int32Array, split: SplitName, scorer: Scorer): number {
    return tf.tidy(() => {
      const { loss } = this.task.settings;
      const { inputs, labels } = feedBatch(this.task.dataset, indices, split);
      const logits = this.network.model.apply(inputs) as Tensor;
      const lossSum = tf.sum(this.lossPerExample(logits, labels));
      const predicted = lossOf(loss).predictLabels(tf, logits).dataSync();
      scorer.add(predicted, labels.dataSync(), indices.length);
      return lossSum.dataSync()[0] ?? Number.NaN;
    });
  }

  predict(split: SplitName): TensorData {
    const { dataset, settings } = this.task;
    const values = new Float32Array(dataset[split].count * countOutputs(dataset));
    let offset = 0;
    for (const indices of splitBatches(dataset, split)) {
      const batch = tf.tidy(() => {
        const { inputs } = feedBatch(dataset, indices, split);
        const logits = this.network.model.apply(inputs) as Tensor;
        return lossOf(settings.loss).predict(tf, logits).dataSync<'float32'>();
      });
      values.set(batch, offset);
      offset += batch.length;
    }
    return inOwnUnits(values, dataset);
  }

  predictInputs(inputs: Split['inputs']): TensorData {
    const { dataset, settings } = this.task;
    const size = countValues(dataset.inputShape);
    const shape = [inputs.length / size, ...dataset.inputShape];
    let values: Float32Array = new Float32Array();
    tf.tidy(() => {
      const scaled = tf.add(
        tf.mul(tf.tensor(Float32Array.from(inputs), shape), dataset.scale),
        dataset.offset,
      );
      const logits = this.network.model.apply(scaled) as Tensor;
      values = lossOf(settings.loss).predict(tf, logits).dataSync<'float32'>();
    });
    return inOwnUnits(values, dataset);
  }

  observe(kinds: readonly ObservationKind[], indices: Int32Array): Partial<Observation> {
    const observation: Partial<Record<ObservationKind, NamedTensors>> = {};
    if (kinds.includes('weights')) observation.weights = this.readWeights('weights');
    if (kinds.includes('biases')) observation.biases = this.readWeights('biases');
    if (kinds.includes('preactivations') || kinds.includes('activations')) {
      Object.assign(observation, this.observePoints(kinds, indices));
    }
    if (kinds.includes('gradients')) observation.gradients = this.observeGradients(indices);
    return observation;
  }

  private observePoints(
    kinds: readonly ObservationKind[],
    indices: Int32Array,
  ): Partial<Observation> {
    const points = this.network.observationPoints.filter((point) => kinds.includes(point.kind));
    if (points.length === 0) return {};
    const observed: Record<string, Record<string, TensorData>> = {};
    // A linear activation is its net input; a tfjs model can't have the same output twice.
    const outputs = [...new Set(points.map((point) => point.tensor))];
    const model = tf.model({
      inputs: this.network.model.inputs,
      outputs,
    });
    tf.tidy(() => {
      const applied = model.apply(feedBatch(this.task.dataset, indices, 'train').inputs) as
        | Tensor
        | Tensor[];
      const values = Array.isArray(applied) ? applied : [applied];
      for (const point of points) {
        const tensor = values[outputs.indexOf(point.tensor)];
        if (tensor === undefined) continue;
        observed[point.kind] = { ...observed[point.kind], [point.layer]: readTensor(tensor) };
      }
    });
    return observed;
  }

  private observeGradients(indices: Int32Array): NamedTensors {
    let gradients: NamedTensors = {};
    tf.tidy(() => {
      const batch = feedBatch(this.task.dataset, indices, 'train');
      gradients = readTensors(this.differentiate(batch, false).gradients);
    });
    return gradients;
  }

  private readWeights(kind: 'weights' | 'biases'): NamedTensors {
    const { trained, shown } = this.network;
    return readTensors(new Map(shown[kind].map((name) => [name, lookUp(trained, name)])));
  }

  readState(): NamedTensors {
    return readTensors(this.stateVariables());
  }

  restoreState(state: NamedTensors): void {
    tf.tidy(() => {
      for (const [name, variable] of this.stateVariables()) {
        const data = state[name];
        if (data === undefined) throw new Error(`The state lacks ${name}`);
        variable.assign(tf.tensor(data.values, [...data.shape]));
      }
    });
  }

  private stateVariables(): Map<string, Variable> {
    const { trained, untrained } = this.network;
    return new Map([...trained, ...untrained, ...this.optimizer.state()]);
  }

  graph(): undefined {
    return undefined;
  }

  async saveModel(folder: string): Promise<void> {
    const { trained, untrained } = this.network;
    const weights = readTensors(new Map([...trained, ...untrained]));
    await saveNetwork(this.options, rescaleLogits(weights, this.task.dataset), folder);
  }

  dispose(): void {
    this.optimizer.dispose();
    this.network.model.dispose();
  }
}
