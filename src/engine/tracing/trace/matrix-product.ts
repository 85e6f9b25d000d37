import { attribute, isSet } from '../ground/graph-node';
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

/** Adds a product. */
export function addProduct(
  nodes: TraceNodes,
  { a, b, transposes }: MatrixProduct,
  output: OutputType,
): Value {
  const attributes = {
    T: attribute.type(output.dtype),
    transpose_a: attribute.bool(transposes.a),
    transpose_b: attribute.bool(transposes.b),
  };
  return nodes.addOne('MatMul', [a, b], attributes, output);
}

/** What a node multiplies, if it is a product of two matrices. */
export function readProduct({ op, inputs, attributes }: TraceNode): MatrixProduct | undefined {
  const [a, b] = inputs;
  if (op !== 'MatMul' || a === undefined || b === undefined) return undefined;
  const transposes = { a: isSet(attributes, 'transpose_a'), b: isSet(attributes, 'transpose_b') };
  return { a, b, transposes };
}
