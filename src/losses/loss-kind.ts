import type { z } from 'zod';
import type { Kind, Settings } from '../kinds/kind';
import type { NativeKernels } from '../tensorflow/native-kernel';
import type { Tensor, TensorFlow } from '../tensorflow/types';

/**
 * What training makes small, as a function of logits, `[batch, logits]`, and labels. A loss tells
 * classes apart or predicts numbers.
 */
export type LossKind<Shape extends z.ZodRawShape = z.ZodRawShape> =
  | ClassificationLoss<Shape>
  | RegressionLoss<Shape>;

/** A loss whose labels are class ids, int32 `[batch]`. */
export interface ClassificationLoss<Shape extends z.ZodRawShape> extends DifferentiableLoss<Shape> {
  readonly labels: 'classes';
  /** How many classes the data may have. */
  readonly classes: 'any' | 'two';
  /** Units of the logits layer. */
  countLogits(classCount: number): number;
  /** The mean loss where every class is given the same probability. */
  lossOfGuessing(settings: Settings<Shape>, classCount: number): number;
}

/** A loss whose labels are numbers, float32 `[batch, targets]`; each target has a logit of its own. */
export interface RegressionLoss<Shape extends z.ZodRawShape> extends DifferentiableLoss<Shape> {
  readonly labels: 'targets';
  /** The mean loss, at most, where the mean of the targets is predicted for every example. */
  lossOfGuessing(settings: Settings<Shape>, spread: TargetSpread): number;
}

/** How far targets, as the network learns them, are from their mean: means over all of them. */
export interface TargetSpread {
  readonly meanSquare: number;
  readonly meanAbsolute: number;
}

/** What all losses have. */
interface DifferentiableLoss<Shape extends z.ZodRawShape> extends Kind<Shape> {
  /** Loss of each example, `[batch]`, in plain operations of TensorFlow.js. */
  lossPerExample(tf: TensorFlow, settings: Settings<Shape>, logits: Tensor, labels: Tensor): Tensor;
  /** The same with its derivative, in TensorFlow's own kernels, stable for any logits. */
  differentiate(
    tf: TensorFlow,
    kernels: NativeKernels,
    settings: Settings<Shape>,
    logits: Tensor,
    labels: Tensor,
  ): DifferentiatedLoss;
  /** Predicted labels, as labels are: class ids, int32 `[batch]`, or numbers, `[batch, targets]`. */
  predictLabels(tf: TensorFlow, logits: Tensor): Tensor;
  /** Class probabilities, `[batch, classes]`, or predicted numbers, `[batch, targets]`. */
  predict(tf: TensorFlow, logits: Tensor): Tensor;
}

/** A loss and its derivative by the logits, both still to be multiplied by `scale`. */
export interface DifferentiatedLoss {
  /** Of each example, `[batch]`. */
  readonly losses: Tensor;
  /** Of the loss of each example by its own logits, `[batch, logits]`. */
  gradient(): Tensor;
  readonly scale: number;
}

/** Joins a loss that tells classes apart to the types of its settings. */
export const defineLoss = <const Shape extends z.ZodRawShape>(
  kind: Omit<ClassificationLoss<Shape>, 'labels'>,
): ClassificationLoss<Shape> => ({ labels: 'classes', ...kind });

/** Joins a loss that predicts numbers to the types of its settings. */
export const defineRegressionLoss = <const Shape extends z.ZodRawShape>(
  kind: Omit<RegressionLoss<Shape>, 'labels' | 'predictLabels' | 'predict'>,
): RegressionLoss<Shape> => ({
  labels: 'targets',
  predictLabels: (_, logits) => logits,
  predict: (_, logits) => logits,
  ...kind,
});
