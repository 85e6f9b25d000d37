import { dataTypes } from '../../../tensorflow/data-types';
import { type Attributes, attribute } from '../ground/graph-node';

/** How a tensor lies in adjoining pieces along an axis. */
export interface Partition {
  readonly axis: number;
  /** Extent of each piece along the axis; two pieces or more. */
  readonly sizes: readonly number[];
}

/** How variables lie in pieces, by name; those that aren't here are whole. */
export type Partitions = ReadonlyMap<string, Partition>;

/** Whether two tensors lie in the same pieces. */
export function isSamePartition(a: Partition, b: Partition): boolean {
  return a.axis === b.axis && a.sizes.join() === b.sizes.join();
}

/** The shapes of the pieces of a tensor of `shape`. */
export function pieceShapes(shape: readonly number[], { axis, sizes }: Partition): number[][] {
  return sizes.map((size) => shape.with(axis, size));
}

/** The names of the variables that hold the pieces of a variable. */
export function pieceNames(variable: string, { sizes }: Partition): string[] {
  return sizes.map((_, index) => `${variable}/part_${index}`);
}

/** Attributes of the ConcatV2 that joins pieces, whose inputs are the pieces, then the axis. */
export function joinAttributes({ sizes }: Partition, dtype: number): Attributes {
  return {
    T: attribute.type(dtype),
    Tidx: attribute.type(dataTypes.int32),
    N: attribute.int(sizes.length),
  };
}

/** Attributes of the SplitV that cuts pieces, whose inputs are the whole, the sizes, the axis. */
export function divideAttributes({ sizes }: Partition, dtype: number): Attributes {
  return {
    T: attribute.type(dtype),
    Tlen: attribute.type(dataTypes.int32),
    num_split: attribute.int(sizes.length),
  };
}
