import type { z } from 'zod';
import type { Kind, Settings } from '../kinds/kind';
import type { NativeKernels } from '../tensorflow/native-kernel';
import type { Tensor, TensorFlow } from '../tensorflow/types';

/**
 * What training makes small, as a function of logits, `[batch, logits]`, and labels, which are class
 * ids, int32 `[batch]`. All losses tell classes apart.
 */
export interface LossKind<Shape extends z.ZodRawShape = z.ZodRawShape> extends Kind<Shape> {
  /** How many classes the data may have. */
  readonly classes: 'any' | 'two';
  /** Units of the logits layer. */
  countLogits(classCount: number): number;
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
  /** Predicted class of each example, int32 `[batch]`. */
  predictClasses(tf: TensorFlow, logits: Tensor): Tensor;
  /** Class probabilities, `[batch, classes]`. */
  probabilities(tf: TensorFlow, logits: Tensor): Tensor;
  /** The mean loss where every class is given the same probability. */
  lossOfGuessing(settings: Settings<Shape>, classCount: number): number;
}

/** A loss and its derivative by the logits, both still to be multiplied by `scale`. */
export interface DifferentiatedLoss {
  /** Of each example, `[batch]`. */
  readonly losses: Tensor;
  /** Of the loss of each example by its own logits, `[batch, logits]`. */
  gradient(): Tensor;
  readonly scale: number;
}

/** Joins a loss to the types of its settings. */
export const defineLoss = <const Shape extends z.ZodRawShape>(
  kind: LossKind<Shape>,
): LossKind<Shape> => kind;
