import type { Power } from './power';

/** The update of one weight tensor, with the state that it keeps. */
export interface TensorUpdate {
  /** State by name, each of the tensor's length. */
  readonly slots: Readonly<Record<string, Float64Array>>;
  /**
   * Moves `weights` along `gradient`.
   *
   * @param step from 1.
   */
  apply(weights: Float64Array, gradient: Float64Array, learningRate: number, step: number): void;
}

/** An optimizer: one update per weight tensor, and powers that all of them share. */
export interface UpdateRule {
  readonly powers: readonly Power[];
  /** Makes the update of a tensor of `size` values. */
  attach(size: number): TensorUpdate;
}
