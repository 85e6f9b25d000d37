import type { Augmenter } from '../datasets/augmentation/create-augmenter';
import type { Dataset, Split, SplitName } from '../datasets/dataset';
import type { RunSettings } from '../plan/run-config';
import type { Scores } from './scores/scorer';

/** Loss over some examples, and what else is measured of such labels. */
export interface Metrics extends Scores {
  readonly loss: number;
}

/** A tensor read out of an engine. */
export interface TensorData {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Tensors by name: `conv1/kernel`, `train/adam/m/conv1/kernel`. */
export type NamedTensors = Readonly<Record<string, TensorData>>;

/** What can be looked at in a network: each part holds one tensor per layer. */
export interface Observation {
  readonly weights: NamedTensors;
  readonly biases: NamedTensors;
  /** Net inputs z, `[batch, ...units]`. */
  readonly preactivations: NamedTensors;
  /** Values after the activation, `[batch, ...units]`; pooled ones under the pool's name. */
  readonly activations: NamedTensors;
  readonly gradients: NamedTensors;
}

/** The part of an observation that is wanted. */
export type ObservationKind = keyof Observation;

/** What a training session works on. */
export interface TrainingTask {
  readonly settings: RunSettings;
  readonly seed: number;
  readonly dataset: Dataset;
  /** Training examples of a step: indices into `dataset.train`, `[batch]`. */
  batchIndices(step: number): Int32Array;
  /** Changes the inputs that a step trains on, where they are to be changed. */
  readonly augment?: Augmenter | undefined;
  /** Learning rate of a step, after the schedule. */
  learningRate(step: number): number;
  /** Sizes of the batches that the network is observed on in the end, for engines that make ready. */
  readonly observedBatchSizes?: readonly number[];
}

/**
 * A network in training under one engine. All engines give the same numbers for the same task up
 * to rounding. Steps count from 1. Everything but `train` is evaluation: nothing is dropped out, and
 * what training normalizes by its batch is normalized by moving averages.
 */
export interface TrainingSession {
  /**
   * Trains steps `first` to `last`, both included, and returns the loss of each step's batch, as
   * its forward pass saw it: with dropout, before the update, without the L2 term. Ends early
   * behind the first loss that is not finite.
   */
  train(first: number, last: number): Float32Array;
  /** What is measured on a split. */
  evaluate(split: SplitName): Metrics;
  /** The same on some training examples. */
  evaluateBatch(indices: Int32Array): Metrics;
  /** Class probabilities on a split, `[count, classes]`, or targets in their own units, `[count, targets]`. */
  predict(split: SplitName): TensorData;
  /**
   * The same for inputs that are in no split: raw as the data set has them, `[count, ...inputShape]`.
   */
  predictInputs(inputs: Split['inputs']): TensorData;
  /** The parts named in `kinds`, on some training examples. */
  observe(kinds: readonly ObservationKind[], indices: Int32Array): Partial<Observation>;
  /** Weights, also untrained ones, and optimizer state: all that the next step depends on besides the task. */
  readState(): NamedTensors;
  /** Puts back what `readState` gave. */
  restoreState(state: NamedTensors): void;
  /** The graph of a training step as a serialized GraphDef, where the engine has one. */
  graph(): Uint8Array | undefined;
  /** Writes the model so that `tf.loadLayersModel('file://<folder>/model.json')` opens it. */
  saveModel(folder: string): Promise<void>;
  /**
   * Ends the session: what the engine keeps for later ones goes back to it, all else is freed. The
   * session is unusable afterwards.
   */
  dispose(): void;
}

/** One way to execute training, and what of it is kept from one session to the next. */
export interface Engine {
  readonly name: string;
  /** Builds the network of a task with its initial weights. Nothing of earlier sessions shows. */
  open(task: TrainingTask): TrainingSession;
  /** Frees all that is kept. Sessions have to be disposed of before. */
  dispose(): void;
}
