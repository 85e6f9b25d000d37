import type { z } from 'zod';
import type { Kind, Settings } from '../kinds/kind';
import type { Initializer, TensorFlow } from '../tensorflow/types';

/**
 * How many values feed one unit of a layer, and how many units one value feeds: of a convolution,
 * those of the area that its kernel covers.
 */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** How weights or biases start. */
export interface InitializerKind<Shape extends z.ZodRawShape = z.ZodRawShape> extends Kind<Shape> {
  /**
   * Makes an initializer of TensorFlow.js.
   *
   * @param seed sub-seed of this one tensor, not 0: tfjs takes 0 for "no seed", and gives equal
   * values to equal seeds.
   */
  build(tf: TensorFlow, settings: Settings<Shape>, fans: Fans, seed: number): Initializer;
  /** What it can fill. `matrices` are those of convolutions too, of all but the last dimension by it. */
  readonly fills: 'anything' | 'matrices' | 'square matrices';
  /**
   * The fans of biases, `[units]`: those of the kernel, where they are weights of one more input, or
   * the number of units for both, as in Keras.
   */
  readonly biasFans: 'of the kernel' | 'units';
}

/** Joins an initializer to the types of its settings. */
export const defineInitializer = <const Shape extends z.ZodRawShape>(
  kind: InitializerKind<Shape>,
): InitializerKind<Shape> => kind;
