import type { Split, SplitName } from '../datasets/dataset';
import { buildNetwork, type Network, type NetworkOptions } from '../model/network';
import { allocateBatch, fillBatch, type RawBatch } from './compiled-batch';
import {
  type FunctionContext,
  observationOutput,
  traceEvaluation,
  traceGradients,
  traceObservation,
} from './compiled-functions';
import { CompiledSteps } from './compiled-steps';
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
import { countLogits } from './objective';
import { saveNetwork } from './save-model';
import { evaluationBatchSize, splitBatches } from './split-batches';
import type { Values } from './tracing/data-types';
import { gradientOutput } from './tracing/graph-names';
import type { TensorValues } from './tracing/native-call';
import { TracedProgram } from './tracing/program';

type Variable = import('@tensorflow/tfjs-node').Variable;

/** Training as one native TensorFlow graph per step, traced from the same model. */
export const compiledEngine: Engine = {
  name: 'compiled',
  open: (task) => new CompiledSession(task),
};

class CompiledSession implements TrainingSession {
  private readonly options: NetworkOptions;
  private readonly network: Network;
  private readonly context: FunctionContext;
  private readonly program: TracedProgram;
  private readonly steps: CompiledSteps;

  constructor(private readonly task: TrainingTask) {
    const { settings, seed, dataset } = task;
    this.options = {
      model: settings.model,
      inputShape: dataset.inputShape,
      logitCount: countLogits(settings.loss, dataset.classNames.length),
      seed,
    };
    this.network = buildNetwork(this.options);
    const variables = new Map(
      this.network.model.trainableWeights.map((weight) => [
        weight.originalName,
        weight.read() as Variable,
      ]),
    );
    this.context = { network: this.network, variables, dataset, loss: settings.loss };
    const { optimizer } = settings;
    this.program = new TracedProgram({
      variables,
      optimizer: { settings: optimizer, prefix: `train/${optimizer.type}` },
      main: 'step',
    });
    this.steps = new CompiledSteps(this.program, this.context, task);
    this.defineExpected();
  }

  /** Defines what training will call for sure: each later addition loads the program anew. */
  private defineExpected(): void {
    const { settings, dataset } = this.task;
    const batchSize = Math.min(settings.batchSize, dataset.train.count);
    this.evaluation(batchSize);
    this.observation(settings.summaries, batchSize);
    for (const split of ['validation', 'test'] as const) {
      for (const { length } of splitBatches(dataset, split)) this.evaluation(length);
    }
  }

  train(first: number, last: number): Float32Array {
    return this.steps.train(first, last);
  }

  evaluate(split: SplitName): Metrics {
    const { dataset } = this.task;
    let lossSum = 0;
    let correct = 0;
    for (const indices of splitBatches(dataset, split)) {
      const sums = this.sumMetrics(indices, split);
      lossSum += sums.loss;
      correct += sums.correct;
    }
    const { count } = dataset[split];
    return { loss: lossSum / count, accuracy: correct / count };
  }

  evaluateBatch(indices: Int32Array): Metrics {
    const { loss, correct } = this.sumMetrics(indices, 'train');
    return { loss: loss / indices.length, accuracy: correct / indices.length };
  }

  private sumMetrics(indices: Int32Array, split: SplitName): { loss: number; correct: number } {
    const batch = this.gather(indices, split);
    const name = this.evaluation(indices.length);
    const { losses, classes } = this.program.run(name, { ...batch }, ['losses', 'classes']);
    let loss = 0;
    for (const value of losses?.values ?? []) loss += value;
    let correct = 0;
    for (const [index, label] of batch.labels.entries()) {
      if (classes?.values[index] === label) correct += 1;
    }
    return { loss, correct };
  }

  predict(split: SplitName): TensorData {
    const { dataset } = this.task;
    const classCount = dataset.classNames.length;
    const values = new Float32Array(dataset[split].count * classCount);
    let offset = 0;
    for (const indices of splitBatches(dataset, split)) {
      const name = this.evaluation(indices.length);
      const outputs = this.program.run(name, { ...this.gather(indices, split) }, ['probabilities']);
      const { probabilities } = outputs;
      values.set(probabilities?.values ?? [], offset);
      offset += indices.length * classCount;
    }
    return { shape: [dataset[split].count, classCount], values };
  }

  predictInputs(inputs: Split['inputs']): TensorData {
    const { dataset } = this.task;
    const size = dataset.inputShape.reduce((product, length) => product * length, 1);
    const classCount = dataset.classNames.length;
    const count = inputs.length / size;
    const values = new Float32Array(count * classCount);
    const name = this.evaluation(evaluationBatchSize);
    for (let start = 0; start < count; start += evaluationBatchSize) {
      // The last batch is filled up with zeros: a size of its own would be traced anew.
      const batch = allocateBatch(dataset, evaluationBatchSize);
      const length = Math.min(evaluationBatchSize, count - start);
      batch.inputs.set(inputs.subarray(start * size, (start + length) * size));
      const { probabilities } = this.program.run(name, { ...batch }, ['probabilities']);
      const found = floats(probabilities?.values ?? new Float32Array());
      values.set(found.subarray(0, length * classCount), start * classCount);
    }
    return { shape: [count, classCount], values };
  }

  observe(kinds: readonly ObservationKind[], indices: Int32Array): Partial<Observation> {
    const observation: Partial<Record<ObservationKind, NamedTensors>> = {};
    if (kinds.includes('weights')) observation.weights = this.readWeights('kernel');
    if (kinds.includes('biases')) observation.biases = this.readWeights('bias');
    const functions = this.observation(kinds, indices.length);
    const batch = { ...this.gather(indices, 'train') };
    if (functions.points !== undefined) {
      const points = this.network.observationPoints.filter(({ kind }) => kinds.includes(kind));
      const names = points.map(observationOutput);
      const outputs = names.length === 0 ? {} : this.program.run(functions.points, batch, names);
      for (const point of points) {
        const value = toTensorData(outputs[observationOutput(point)]);
        observation[point.kind] = { ...observation[point.kind], [point.layer]: value };
      }
    }
    if (functions.gradients !== undefined) {
      const names = [...this.context.variables.keys()];
      const outputs = this.program.run(functions.gradients, batch, names.map(gradientOutput));
      observation.gradients = Object.fromEntries(
        names.map((name) => [name, toTensorData(outputs[gradientOutput(name)])]),
      );
    }
    return observation;
  }

  private readWeights(part: 'kernel' | 'bias'): NamedTensors {
    const names = [...this.context.variables.keys()].filter((name) => name.endsWith(`/${part}`));
    return toNamedTensors(this.program.readVariables(names));
  }

  readState(): NamedTensors {
    return toNamedTensors(this.program.readVariables());
  }

  restoreState(state: NamedTensors): void {
    this.program.writeVariables(state);
  }

  graph(): Uint8Array {
    return this.program.encodeGraph('step');
  }

  async saveModel(folder: string): Promise<void> {
    const weights = this.program.readVariables([...this.context.variables.keys()]);
    await saveNetwork(this.options, toNamedTensors(weights), folder);
  }

  dispose(): void {
    this.program.dispose();
    this.network.model.dispose();
  }

  /** The name of the evaluation of batches of a size, which is traced where it is new. */
  private evaluation(batchSize: number): string {
    const name = `evaluate${batchSize}`;
    if (!this.program.has(name)) {
      this.program.define(name, traceEvaluation(this.context, batchSize));
    }
    return name;
  }

  /** The names of the functions that observe batches of a size. */
  private observation(
    kinds: readonly ObservationKind[],
    batchSize: number,
  ): { points?: string; gradients?: string } {
    const points = `observe${batchSize}`;
    const gradients = `differentiate${batchSize}`;
    const needsPoints = kinds.includes('preactivations') || kinds.includes('activations');
    const needsGradients = kinds.includes('gradients');
    if (needsPoints && !this.program.has(points)) {
      this.program.define(points, traceObservation(this.context, batchSize));
    }
    if (needsGradients && !this.program.has(gradients)) {
      this.program.define(gradients, traceGradients(this.context, batchSize));
    }
    return { ...(needsPoints && { points }), ...(needsGradients && { gradients }) };
  }

  private gather(indices: Int32Array, split: SplitName): RawBatch {
    const batch = allocateBatch(this.task.dataset, indices.length);
    fillBatch(batch, this.task.dataset, split, indices);
    return batch;
  }
}

function toTensorData(tensor: TensorValues | undefined): TensorData {
  if (tensor === undefined) throw new Error('A traced function lacks an output');
  return { shape: tensor.shape, values: floats(tensor.values) };
}

function toNamedTensors(tensors: Readonly<Record<string, TensorValues>>): NamedTensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, toTensorData(tensor)]),
  );
}

function floats(values: Values): Float32Array {
  if (values instanceof Float32Array) return values;
  throw new Error('A traced function gave other values than float32');
}
