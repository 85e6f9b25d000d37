import { dataTypes } from '../../../tensorflow/data-types';
import type { TraceNodes, Value } from '../trace/trace';
import {
  divideAttributes,
  isSamePartition,
  joinAttributes,
  type Partition,
  pieceShapes,
} from './partition';

/** A tensor of a trace that lies in pieces or whole, and is brought into another form on demand. */
export class PartitionedValue {
  /** The tensor in pieces: those that it came in first, if it did. */
  private readonly divided: { partition: Partition; pieces: readonly Value[] }[] = [];

  private constructor(
    private readonly nodes: TraceNodes,
    readonly shape: readonly number[],
    private value: Value | undefined,
    /** The pieces that it came in; whole tensors have none. */
    readonly partition: Partition | undefined,
    pieces: readonly Value[],
  ) {
    if (partition !== undefined) this.divided.push({ partition, pieces });
  }

  static whole(nodes: TraceNodes, value: Value): PartitionedValue {
    return new PartitionedValue(nodes, value.shape, value, undefined, []);
  }

  static inPieces(
    nodes: TraceNodes,
    shape: readonly number[],
    partition: Partition,
    pieces: readonly Value[],
  ): PartitionedValue {
    return new PartitionedValue(nodes, shape, undefined, partition, pieces);
  }

  whole(): Value {
    this.value ??= this.join();
    return this.value;
  }

  pieces(partition: Partition): readonly Value[] {
    const known = this.divided.find((form) => isSamePartition(form.partition, partition));
    if (known !== undefined) return known.pieces;
    const pieces = this.divide(partition);
    this.divided.push({ partition, pieces });
    return pieces;
  }

  private join(): Value {
    const [form] = this.divided;
    if (form === undefined) throw new Error('A tensor is whole or in pieces');
    const { pieces, partition } = form;
    const dtype = pieces[0]?.dtype ?? dataTypes.float32;
    const attributes = joinAttributes(partition, dtype);
    const inputs = [...pieces, this.integers([], [partition.axis])];
    return this.nodes.addOne('ConcatV2', inputs, attributes, { shape: this.shape, dtype });
  }

  private divide(partition: Partition): Value[] {
    const value = this.whole();
    const attributes = divideAttributes(partition, value.dtype);
    const sizes = this.integers([partition.sizes.length], partition.sizes);
    const inputs = [value, sizes, this.integers([], [partition.axis])];
    const outputs = pieceShapes(this.shape, partition).map((shape) => ({
      shape,
      dtype: value.dtype,
    }));
    return this.nodes.add('SplitV', inputs, attributes, outputs);
  }

  private integers(shape: readonly number[], values: readonly number[]): Value {
    return this.nodes.constant({ dtype: dataTypes.int32, shape, values: Int32Array.from(values) });
  }
}
