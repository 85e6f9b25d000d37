/** How a tensor lies in adjoining pieces along an axis. */
export interface Partition {
  readonly axis: number;
  /** Extent of each piece along the axis; two pieces or more. */
  readonly sizes: readonly number[];
}

/** How variables lie in pieces, by name; those that aren't here are whole. */
export type Partitions = ReadonlyMap<string, Partition>;

/** Whether two tensors lie in the same pieces. */
export function isSamePartition(a: Partition | undefined, b: Partition | undefined): boolean {
  return a?.axis === b?.axis && a?.sizes.join() === b?.sizes.join();
}

/** The shapes of the pieces of a tensor of `shape`. */
export function pieceShapes(shape: readonly number[], { axis, sizes }: Partition): number[][] {
  return sizes.map((size) => shape.with(axis, size));
}

/** The names of the variables that hold the pieces of a variable. */
export function pieceNames(variable: string, { sizes }: Partition): string[] {
  return sizes.map((_, index) => `${variable}/part_${index}`);
}
