import type { Arithmetic } from '../optimizers/arithmetic';
import { tf } from '../tensorflow/tensorflow';
import type { Tensor } from '../tensorflow/types';

/** Arithmetic on tensors of tfjs, one kernel per operation. Call inside `tf.tidy`. */
export const eagerArithmetic: Arithmetic<Tensor> = {
  add: (a, b) => tf.add(a, b),
  subtract: (a, b) => tf.sub(a, b),
  multiply: (a, b) => tf.mul(a, b),
  divide: (a, b) => tf.div(a, b),
  maximum: (a, b) => tf.maximum(a, b),
  square: (a) => tf.square(a),
  sqrt: (a) => tf.sqrt(a),
  rsqrt: (a) => tf.rsqrt(a),
  abs: (a) => tf.abs(a),
  sign: (a) => tf.sign(a),
};
