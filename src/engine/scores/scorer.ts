/** What is measured of predictions, by name; what labels of another sort have is absent. */
export interface Scores {
  /** Share of examples whose most probable class is their label. */
  readonly accuracy?: number;
  /** Mean absolute error. */
  readonly mae?: number;
  /** Square root of the mean squared error. */
  readonly rmse?: number;
  /** Coefficient of determination. */
  readonly r2?: number;
}

/** Scores predictions that come batch after batch, as exactly as if they came at once. */
export interface Scorer {
  /**
   * @param predicted labels of at least `count` examples: class ids `[count]`, or numbers
   * `[count, targets]`.
   * @param labels the same as they are, both as the network learns them.
   */
  add(predicted: ArrayLike<number>, labels: ArrayLike<number>, count: number): void;
  /** Over all examples so far. */
  read(): Scores;
}
