import type { Targets } from './targets/targets';

/** Examples with their labels, in one block each. */
export interface Split {
  readonly count: number;
  /** `[count, ...inputShape]`, row-major; bytes are pixels not yet scaled. */
  readonly inputs: Uint8Array | Float32Array;
  /** `[count]`, class ids from 0; or `[count, targets]`, numbers in their own units. */
  readonly labels: Uint8Array | Float32Array;
}

/** A data set in memory. An input value is `raw * scale + offset`. */
export interface Dataset {
  readonly name: string;
  /** Shape of one example: `[28, 28, 1]` for images, `[2]` for points. */
  readonly inputShape: readonly number[];
  /** Empty where labels are numbers. */
  readonly classNames: readonly string[];
  /** Of labels that are numbers. */
  readonly targets?: Targets;
  readonly scale: number;
  readonly offset: number;
  readonly train: Split;
  readonly validation: Split;
  readonly test: Split;
  /** SHA-256 over everything above: two runs with equal checksums saw the same data. */
  readonly checksum: string;
}

/** Values that a network gives for an example: class probabilities, or numbers. */
export function countOutputs({
  classNames,
  targets,
}: Pick<Dataset, 'classNames' | 'targets'>): number {
  return targets?.names.length ?? classNames.length;
}

/** The name of a part of a data set. */
export type SplitName = 'train' | 'validation' | 'test';
