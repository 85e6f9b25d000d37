import type { Arithmetic, Operand } from '../../../optimizers/arithmetic';
import { dataTypes } from '../../../tensorflow/data-types';
import { attribute } from '../ground/graph-node';
import type { GraphBuilder } from './graph-builder';

const T = attribute.type(dataTypes.float32);

/**
 * Arithmetic on float32 nodes of a graph, by their names.
 *
 * @param prefix what the names of new nodes begin with, ending in `/`.
 * @param constantPrefix the same for constants.
 */
export function graphArithmetic(
  builder: GraphBuilder,
  prefix: string,
  constantPrefix: string,
): Arithmetic<string> {
  const resolve = (operand: Operand<string>): string =>
    typeof operand === 'number' ? builder.scalar(`${constantPrefix}constant`, operand) : operand;
  const unary = (op: string) => (a: string) => builder.add(op, `${prefix}${op}`, [a], { T });
  const binary = (op: string) => (a: Operand<string>, b: Operand<string>) =>
    builder.add(op, `${prefix}${op}`, [resolve(a), resolve(b)], { T });
  return {
    add: binary('AddV2'),
    subtract: binary('Sub'),
    multiply: binary('Mul'),
    divide: binary('RealDiv'),
    maximum: binary('Maximum'),
    square: unary('Square'),
    sqrt: unary('Sqrt'),
    rsqrt: unary('Rsqrt'),
    abs: unary('Abs'),
    sign: unary('Sign'),
  };
}
