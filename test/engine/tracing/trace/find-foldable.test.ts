import { findFoldable } from '../../../../src/engine/tracing/trace/find-foldable';
import { traceFunction } from '../../../../src/engine/tracing/trace/trace-function';
import { tf } from '../../../../src/tensorflow/tensorflow';
import type { Tensor } from '../../../../src/tensorflow/types';

const vector = { shape: [4], dtype: 'float32' } as const;
const scalar = { shape: [], dtype: 'float32' } as const;

/** The foldable ones of the inputs `a` and `b` of a function of a vector. */
function find(compute: (x: Tensor, a: Tensor, b: Tensor) => Tensor): string[] {
  const traced = traceFunction({
    inputs: { x: vector, a: scalar, b: scalar },
    variables: new Map(),
    body: ({ x, a, b }) => ({ y: compute(x, a, b) }),
  });
  return [...findFoldable(traced, new Set(['a', 'b']))].sort();
}

test('a factor beside a constant is foldable', () => {
  expect(find((x, a) => tf.mul(tf.mul(x, 3), a))).toEqual(['a']);
  expect(
    find((x, a) => tf.div(tf.mul(tf.reshape(tf.mul(x, a), [2, 2]), tf.ones([2, 2])), 3)),
  ).toEqual(['a']);
});

test('factors of one product are foldable', () => {
  expect(find((x, a, b) => tf.mul(tf.mul(tf.mul(x, a), tf.square(x)), b))).toEqual(['a', 'b']);
});

test('what stands alone, or is not a factor, stays an input', () => {
  expect(find((x, a, b) => tf.mul(tf.tanh(tf.mul(x, a)), b))).toEqual([]);
  expect(find((x, a) => tf.mul(tf.add(x, a), 3))).toEqual([]);
});
