import type { Split, SplitName } from '../../datasets/dataset';
import type { Network, NetworkOptions } from '../../model/network';
import { buildOptimizer } from '../../optimizers/optimizer';
import { planExecution } from '../../plan/execution-plan';
import type { Values } from '../../tensorflow/data-types';
import { describeNetwork } from '../describe-network';
import type {
  Engine,
  Metrics,
  NamedTensors,
  Observation,
  ObservationKind,
  TensorData,
  TrainingSession,
  TrainingTask,
} from '../engine';
import { rescaleLogits } from '../own-units';
import { saveNetwork } from '../save-model';
import { gradientOutput } from '../tracing/ground/graph-names';
import type { TensorValues } from '../tracing/native/native-call';
import type { TracedProgram } from '../tracing/program/program';
import { type CompiledProgram, compileNetwork, withStart } from './compile-network';
import { allocateBatch, fillBatch } from './compiled-batch';
import { CompiledEvaluation } from './compiled-evaluation';
import { type FunctionContext, observationOutput, traceObservation } from './compiled-functions';
import { CompiledSteps } from './compiled-steps';
import { KeptPrograms } from './kept-programs';
import { programKey } from './program-key';

/**
 * Training as one native TensorFlow graph per step, traced from the same model. Programs stay for
 * sessions to come that need the very same graph.
 */
export class CompiledEngine implements Engine {
  readonly name = 'compiled';
  private readonly kept = new KeptPrograms();

  open(task: TrainingTask): TrainingSession {
    return new CompiledSession(task, this.kept);
  }

  dispose(): void {
    this.kept.dispose();
  }
}

class CompiledSession implements TrainingSession {
  private readonly options: NetworkOptions;
  private readonly key: string;
  private readonly compiled: CompiledProgram;
  private readonly context: FunctionContext;
  private readonly steps: CompiledSteps;
  private readonly evaluation: CompiledEvaluation;

  constructor(
    private readonly task: TrainingTask,
    private readonly kept: KeptPrograms,
  ) {
    const { settings, dataset } = task;
    this.options = describeNetwork(task);
    const batchSize = Math.min(settings.batchSize, dataset.train.count);
    const { inputShape, classNames, targets } = dataset;
    const facts = { inputShape, classCount: classNames.length, targets };
    const execution = planExecution({ ...settings, batchSize }, facts);
    const optimizer = buildOptimizer(settings.optimizer);
    this.key = programKey(task, optimizer, execution);
    this.compiled =
      kept.take(this.key, this.options, settings.optimizer, optimizer) ??
      compileNetwork(this.options, task, optimizer, execution);
    const { program, context, drawSeeds } = this.compiled;
    this.context = { ...context, dataset };
    this.steps = new CompiledSteps(
      program,
      this.context,
      task,
      optimizer,
      drawSeeds,
      execution.stepsPerCall,
      (state) => {
        if (state !== undefined) program.writeVariables(state);
        else
          withStart(this.options, settings.optimizer, optimizer, (start) => program.restart(start));
      },
    );
    // Defined ahead of use: what comes later loads the program anew.
    const { evaluationBatchSizes } = execution;
    this.evaluation = new CompiledEvaluation(program, this.context, evaluationBatchSizes);
    const isCopied = (kind: ObservationKind) => kind === 'weights' || kind === 'biases';
    if (!settings.summaries.every(isCopied)) this.defineObservation(batchSize);
    for (const size of task.observedBatchSizes ?? []) this.defineObservation(size);
  }

  private get network(): Network {
    return this.compiled.network;
  }

  private get program(): TracedProgram {
    return this.compiled.program;
  }

  train(first: number, last: number): Float32Array {
    this.evaluation.forget();
    return this.steps.train(first, last);
  }

  evaluate(split: SplitName): Metrics {
    return this.evaluation.measureSplit(split);
  }

  evaluateBatch(indices: Int32Array): Metrics {
    return this.evaluation.measure('train', indices);
  }

  predict(split: SplitName): TensorData {
    return this.evaluation.predictSplit(split);
  }

  predictInputs(inputs: Split['inputs']): TensorData {
    return this.evaluation.predict(inputs);
  }

  observe(kinds: readonly ObservationKind[], indices: Int32Array): Partial<Observation> {
    const observation: Partial<Record<ObservationKind, NamedTensors>> = {};
    if (kinds.includes('weights')) observation.weights = this.readWeights('weights');
    if (kinds.includes('biases')) observation.biases = this.readWeights('biases');
    const points = this.network.observationPoints.filter(({ kind }) => kinds.includes(kind));
    const variables = kinds.includes('gradients') ? [...this.network.trained.keys()] : [];
    if (points.length + variables.length === 0) return observation;
    const batch = allocateBatch(this.task.dataset, indices.length);
    fillBatch(batch, this.task.dataset, 'train', indices);
    const names = [...points.map(observationOutput), ...variables.map(gradientOutput)];
    const outputs = this.program.run(this.defineObservation(indices.length), { ...batch }, names);
    for (const point of points) {
      const value = toTensorData(outputs[observationOutput(point)]);
      observation[point.kind] = { ...observation[point.kind], [point.layer]: value };
    }
    if (kinds.includes('gradients')) {
      observation.gradients = Object.fromEntries(
        variables.map((name) => [name, toTensorData(outputs[gradientOutput(name)])]),
      );
    }
    return observation;
  }

  private readWeights(kind: 'weights' | 'biases'): NamedTensors {
    return toNamedTensors(this.program.readVariables(this.network.shown[kind]));
  }

  readState(): NamedTensors {
    const state = toNamedTensors(this.program.readVariables());
    this.steps.know(state);
    return state;
  }

  restoreState(state: NamedTensors): void {
    this.evaluation.forget();
    this.program.writeVariables(state);
    this.steps.know(state);
  }

  graph(): Uint8Array {
    return this.program.encodeGraph('step');
  }

  async saveModel(folder: string): Promise<void> {
    const { trained, untrained } = this.network;
    const weights = this.program.readVariables([...trained.keys(), ...untrained.keys()]);
    const inUnits = rescaleLogits(toNamedTensors(weights), this.task.dataset);
    await saveNetwork(this.options, inUnits, folder);
  }

  dispose(): void {
    this.kept.giveBack(this.key, this.compiled);
  }

  /** Defines the function that observes batches of a size, where it isn't yet; returns its name. */
  private defineObservation(batchSize: number): string {
    return this.program.defineOnce(`observe${batchSize}`, () =>
      traceObservation(this.context, batchSize),
    );
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
