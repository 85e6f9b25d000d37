/** Examples with their labels, in one block each. */
export interface Split {
  readonly count: number;
  /** `[count, ...inputShape]`, row-major; bytes are pixels not yet scaled. */
  readonly inputs: Uint8Array | Float32Array;
  /** `[count]`, class ids from 0. */
  readonly labels: Uint8Array;
}

/** A data set in memory. An input value is `raw * scale + offset`. */
export interface Dataset {
  readonly name: string;
  /** Shape of one example: `[28, 28, 1]` for images, `[2]` for points. */
  readonly inputShape: readonly number[];
  readonly classNames: readonly string[];
  readonly scale: number;
  readonly offset: number;
  readonly train: Split;
  readonly validation: Split;
  readonly test: Split;
  /** SHA-256 over everything above: two runs with equal checksums saw the same data. */
  readonly checksum: string;
}

/** The name of a part of a data set. */
export type SplitName = 'train' | 'validation' | 'test';
