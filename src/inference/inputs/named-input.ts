/** An input of a model, as the data set would have it before any scaling. */
export interface NamedInput {
  /** The file, with the line where it has several. */
  readonly name: string;
  /** `[...inputShape]`, row-major. */
  readonly values: Float32Array;
}
