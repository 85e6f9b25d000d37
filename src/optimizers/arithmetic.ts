/** A tensor, or a number that stands for all of its values. */
export type Operand<Value> = Value | number;

/**
 * Arithmetic on float32 tensors, value by value. Updates are written in it once; an engine says what
 * a tensor is to it, and how each operation is done.
 */
export interface Arithmetic<Value> {
  add(a: Value, b: Operand<Value>): Value;
  subtract(a: Value, b: Operand<Value>): Value;
  multiply(a: Value, b: Operand<Value>): Value;
  divide(a: Operand<Value>, b: Value): Value;
  maximum(a: Value, b: Operand<Value>): Value;
  square(a: Value): Value;
  sqrt(a: Value): Value;
  /** 1 / sqrt(a). */
  rsqrt(a: Value): Value;
  abs(a: Value): Value;
  /** -1, 0 or 1. */
  sign(a: Value): Value;
}

/**
 * `(1 - share) * old + share * next`, in an order that needs the small share alone: off by as little as
 * one rounding of it, where the shares of a rounded 1 - share don't add up to 1.
 *
 * @param share 1 - decay, taken in float64.
 */
export function average<Value>(
  { add, multiply, subtract }: Arithmetic<Value>,
  old: Value,
  next: Value,
  share: Operand<Value>,
): Value {
  return add(old, multiply(subtract(next, old), share));
}

/**
 * The share of an average from 0 that `step` values make up: `1 - decay^step`. In float64, because
 * float32 leaves four digits of the difference.
 */
export function shareSeen(decay: number, step: number): number {
  return 1 - decay ** step;
}
