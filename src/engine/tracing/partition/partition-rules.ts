import { isElementwise } from '../ground/elementwise';
import { attribute } from '../ground/graph-node';
import { addProduct, readProduct } from '../trace/matrix-product';
import type { OutputType, TraceNode, TraceNodes, Value } from '../trace/trace';
import { type Partition, pieceShapes } from './partition';
import { PartitionedValue } from './partitioned-value';

/** A kernel call with its inputs as they lie. */
export interface PartitionedCall {
  readonly node: TraceNode;
  readonly inputs: readonly PartitionedValue[];
}

/** Adds a kernel call piece by piece and returns its output, or declines. */
type Rule = (call: PartitionedCall, nodes: TraceNodes) => PartitionedValue | undefined;

/**
 * Adds a kernel call whose inputs lie in pieces so that the pieces need not be joined.
 *
 * @returns undefined where that can't be done.
 */
export function addInPieces(
  call: PartitionedCall,
  nodes: TraceNodes,
): PartitionedValue | undefined {
  if (call.inputs.every(({ partition }) => partition === undefined)) return undefined;
  if (isElementwise(call.node.op)) return mapPieces(call, nodes);
  return rules[call.node.op]?.(call, nodes);
}

const rules: Readonly<Record<string, Rule>> = {
  MatMul: multiplyPieces,
  BiasAdd: addBiasPieces,
  BiasAddGrad: sumPieces,
};

/** Each piece by itself, beside the same piece of the other inputs. */
function mapPieces(call: PartitionedCall, nodes: TraceNodes): PartitionedValue | undefined {
  const [output] = call.node.outputs;
  if (output === undefined) return undefined;
  const shape = output.shape.join();
  const partition = call.inputs.find(
    (input) => input.partition && input.shape.join() === shape,
  )?.partition;
  const isSingle = (input: PartitionedValue): boolean => input.shape.every((size) => size === 1);
  const fits = call.inputs.every((input) => input.shape.join() === shape || isSingle(input));
  if (partition === undefined || !fits) return undefined;
  const operands = call.inputs.map((input) =>
    input.shape.join() === shape
      ? input.pieces(partition)
      : partition.sizes.map(() => input.whole()),
  );
  return addPieces(call, nodes, partition, operands);
}

/** Units by themselves, with their biases. */
function addBiasPieces(call: PartitionedCall, nodes: TraceNodes): PartitionedValue | undefined {
  const [values, bias] = call.inputs;
  const partition = values && unitPartition(values);
  if (values === undefined || bias === undefined || partition === undefined) return undefined;
  const operands = [values.pieces(partition), bias.pieces({ ...partition, axis: 0 })];
  return addPieces(call, nodes, partition, operands);
}

/** The gradients of biases, units by themselves. */
function sumPieces(call: PartitionedCall, nodes: TraceNodes): PartitionedValue | undefined {
  const [values] = call.inputs;
  const partition = values && unitPartition(values);
  if (values === undefined || partition === undefined) return undefined;
  return addPieces(call, nodes, { ...partition, axis: 0 }, [values.pieces(partition)]);
}

function unitPartition({ partition, shape }: PartitionedValue): Partition | undefined {
  return partition?.axis === shape.length - 1 ? partition : undefined;
}

/** One call per piece of the output; `operands` are the pieces of each input. */
function addPieces(
  { node }: PartitionedCall,
  nodes: TraceNodes,
  partition: Partition,
  operands: readonly (readonly Value[])[],
): PartitionedValue | undefined {
  const [output] = node.outputs;
  if (output === undefined) return undefined;
  return makePieces(nodes, output, partition, (type, index) => {
    const inputs = operands.map((pieces) => at(pieces, index));
    return nodes.addOne(node.op, inputs, node.attributes, type);
  });
}

/** A tensor in pieces, each of which `make` adds to the trace. */
function makePieces(
  nodes: TraceNodes,
  { shape, dtype }: OutputType,
  partition: Partition,
  make: (type: OutputType, index: number) => Value,
): PartitionedValue {
  const pieces = pieceShapes(shape, partition).map((piece, index) =>
    make({ shape: piece, dtype }, index),
  );
  return PartitionedValue.inPieces(nodes, shape, partition, pieces);
}

/**
 * A product `[rows, inner] x [inner, columns]`: pieces of rows or columns of the factors are such
 * of the product; where the inner axis of both is in pieces, the products of these add up.
 */
function multiplyPieces({ node, inputs }: PartitionedCall, nodes: TraceNodes) {
  const product = readProduct(node);
  const [a, b] = inputs;
  const [output] = node.outputs;
  if (product === undefined || a === undefined || b === undefined || output === undefined) {
    return undefined;
  }
  const { transposes } = product;
  const rowAxis = transposes.a ? 1 : 0;
  const columnAxis = transposes.b ? 0 : 1;
  if (a.partition?.axis === rowAxis) {
    const rows = a.pieces(a.partition);
    return makePieces(nodes, output, { ...a.partition, axis: 0 }, (type, index) =>
      addProduct(nodes, { a: at(rows, index), b: b.whole(), transposes }, type),
    );
  }
  if (b.partition?.axis === columnAxis) {
    const columns = b.pieces(b.partition);
    return makePieces(nodes, output, { ...b.partition, axis: 1 }, (type, index) =>
      addProduct(nodes, { a: a.whole(), b: at(columns, index), transposes }, type),
    );
  }
  if (a.partition === undefined || b.partition === undefined) return undefined;
  const others = b.pieces({ axis: 1 - columnAxis, sizes: a.partition.sizes });
  const terms = a
    .pieces(a.partition)
    .map((piece, index) =>
      addProduct(nodes, { a: piece, b: at(others, index), transposes }, output),
    );
  const attributes = { T: attribute.type(output.dtype) };
  const sum = terms.reduce((x, y) => nodes.addOne('AddV2', [x, y], attributes, output));
  return PartitionedValue.whole(nodes, sum);
}

function at(pieces: readonly Value[], index: number): Value {
  const piece = pieces[index];
  if (piece === undefined) throw new Error(`There is no piece ${index}`);
  return piece;
}
