import type { z } from 'zod';
import type { Kind, Settings } from '../kinds/kind';
import type { NativeKernels } from '../tensorflow/native-kernel';
import type { Layer, Tensor, TensorFlow } from '../tensorflow/types';

/** The function of hidden units. */
export interface ActivationKind<Shape extends z.ZodRawShape = z.ZodRawShape> extends Kind<Shape> {
  /**
   * Makes the layer of TensorFlow.js that computes it; undefined where there is nothing to compute.
   * Saved models have it, so any reader of them has to know it.
   */
  readonly buildLayer: BuildLayer<Shape> | undefined;
  /**
   * The same in TensorFlow's kernels with a gradient by hand, which networks in training take
   * instead: where the layer of TensorFlow.js makes do with several kernels, or its gradient is
   * wrong for large net inputs.
   *
   * @param z net inputs, `[batch, ...units]`.
   */
  compute?(tf: TensorFlow, kernels: NativeKernels, settings: Settings<Shape>, z: Tensor): Tensor;
  /**
   * Kernels of TensorFlow that compute it: each works on every value by itself, so that a large
   * layer need not be joined before it.
   */
  readonly kernels: readonly string[];
  /**
   * TensorFlow's kernel of its gradient; where there is none, nor one by hand, that of TensorFlow.js
   * is taken.
   */
  readonly gradient: GradientKernel | undefined;
  /** How its units can stop to learn, as far as their outputs show it. */
  readonly ailment: UnitAilment | undefined;
}

/** As a method, so that kinds of other settings are kinds too. */
type BuildLayer<Shape extends z.ZodRawShape> = {
  build(tf: TensorFlow, name: string, settings: Settings<Shape>): Layer;
}['build'];

/** One kernel for the gradient of an activation, where TensorFlow.js takes several. */
export interface GradientKernel {
  /** The kernel of the activation, which TensorFlow.js calls by the same name. */
  readonly of: string;
  /** TensorFlow's kernel. */
  readonly op: string;
  /**
   * What it takes, in order: the gradient of the output, and the output or the net input. What works
   * from the output spares keeping the net input, and TensorFlow can fuse convolution, bias and
   * activation.
   */
  readonly inputs: readonly ('gradient' | 'output' | 'input')[];
  /** Attributes of `of` that it takes too, all float32. */
  readonly floats?: readonly string[];
}

/** A unit that can stop to learn. */
export interface UnitAilment {
  /**
   * `dead`: it gives nothing whatever it sees, no gradient passes it, and training can't bring it
   * back. `saturated`: it is at a flat end for nearly all examples and learns next to nothing.
   */
  readonly as: 'dead' | 'saturated';
  /** Whether it is flat where it gives this: a twenty-fifth of its largest slope is left, or less. */
  isFlat(output: number): boolean;
}

/** Joins an activation to the types of its settings. */
export const defineActivation = <const Shape extends z.ZodRawShape>(
  kind: ActivationKind<Shape>,
): ActivationKind<Shape> => kind;
