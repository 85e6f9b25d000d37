import { countValues } from '../../util/count-values';
import { attribute, isSet } from './graph-node';
import type { OutputType, TraceNode, TraceNodes, Value } from './trace';

/** Which factors of a matrix product are taken with rows and columns exchanged. */
export interface Transposes {
  readonly a: boolean;
  readonly b: boolean;
}

/** A product of two matrices in a trace. */
export interface MatrixProduct {
  readonly a: Value;
  readonly b: Value;
  readonly transposes: Transposes;
}

/**
 * Values from which a matrix is large. MatMul is fused with the bias and the activation behind it,
 * but copies its weights into another layout at every step; for large ones that takes longer than
 * fusing saves, and the batched kernel, which multiplies them as they lie, is faster.
 */
const largeMatrix = 2 ** 20;

/** Adds a product in the kernel that suits its size. */
export function addProduct(
  nodes: TraceNodes,
  { a, b, transposes }: MatrixProduct,
  output: OutputType,
): Value {
  const isLarge = [a, b, output].some(({ shape }) => countValues(shape) > largeMatrix);
  const { op, transposed } = isLarge ? batched : single;
  const attributes = {
    T: attribute.type(output.dtype),
    [transposed.a]: attribute.bool(transposes.a),
    [transposed.b]: attribute.bool(transposes.b),
  };
  return nodes.addOne(op, [a, b], attributes, output);
}

const single = { op: 'MatMul', transposed: { a: 'transpose_a', b: 'transpose_b' } };
const batched = { op: 'BatchMatMulV2', transposed: { a: 'adj_x', b: 'adj_y' } };

/** What a node multiplies, if it is a product of two matrices. */
export function readProduct({ op, inputs, attributes }: TraceNode): MatrixProduct | undefined {
  const kernel = [single, batched].find((candidate) => candidate.op === op);
  const [a, b] = inputs;
  if (kernel === undefined || a?.shape.length !== 2 || b?.shape.length !== 2) return undefined;
  const { transposed } = kernel;
  const transposes = { a: isSet(attributes, transposed.a), b: isSet(attributes, transposed.b) };
  return { a, b, transposes };
}
