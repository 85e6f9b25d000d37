/** An array of numbers that a file holds, row-major. */
export interface NumericArray {
  /** What errors call it: its file, and its name in that. */
  readonly title: string;
  readonly shape: readonly number[];
  /** Bytes stay bytes; anything else becomes float32 as inputs, float64 as labels. */
  readonly values: Uint8Array | Float32Array | Float64Array;
}

/** Whether values are wanted as inputs of a network, or as exact numbers of classes. */
export type ArrayUse = 'inputs' | 'labels';
