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
  const halfSumOfSquares = unary('L2Loss');
  const multiply = binary('Mul');
  return {
    add: binary('AddV2'),
    subtract: binary('Sub'),
    multiply,
    divide: binary('RealDiv'),
    maximum: binary('Maximum'),
    minimum: binary('Minimum'),
    square: unary('Square'),
    sqrt: unary('Sqrt'),
    rsqrt: unary('Rsqrt'),
    abs: unary('Abs'),
    sign: unary('Sign'),
    sumOfSquares: (a) => multiply(halfSumOfSquares(a), 2),
  };
}
