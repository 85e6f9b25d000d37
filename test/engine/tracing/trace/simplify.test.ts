import { withNativeGradients } from '../../../../src/engine/gradients/activation-gradients';
import { TracedProgram } from '../../../../src/engine/tracing/program/program';
import { traceFunction } from '../../../../src/engine/tracing/trace/trace-function';
import { tf } from '../../../../src/tensorflow/tensorflow';
import { createRandom } from '../../../../src/util/random';

type Tensor = import('@tensorflow/tfjs-node').Tensor;
type Tensor4D = import('@tensorflow/tfjs-node').Tensor4D;
type Scalar = import('@tensorflow/tfjs-node').Scalar;

function traceOps(shape: readonly number[], body: (x: Tensor) => Tensor): string[] {
  const { nodes } = traceFunction({
    inputs: { x: { shape, dtype: 'float32' } },
    variables: new Map(),
    body: ({ x }) => ({ y: body(x) }),
  });
  return nodes.map((node) => node.op).filter((op) => op !== 'Const');
}

test('reshapes come down to the last one, and to none where the shape is back', () => {
  expect(traceOps([2, 6], (x) => tf.reshape(tf.reshape(x, [12]), [3, 4]))).toEqual(['Reshape']);
  expect(traceOps([2, 6], (x) => tf.exp(tf.reshape(tf.reshape(x, [12]), [2, 6])))).toEqual(['Exp']);
});

test('a dense layer is a product and a bias, kept apart', () => {
  const weights = tf.ones([3, 2]);
  const ops = traceOps([4, 3], (x) =>
    tf.fused.matMul({
      a: x,
      b: weights as import('@tensorflow/tfjs-node').Tensor2D,
      bias: tf.tensor1d([1, 2]),
    }),
  );
  expect(ops).toEqual(['MatMul', 'Snapshot', 'BiasAdd']);
  weights.dispose();
});

test('sums of all but the last dimension are gradients of biases, others stay', () => {
  expect(traceOps([4, 3], (x) => tf.sum(x, 0))).toEqual(['BiasAddGrad']);
  expect(traceOps([4, 2, 2, 3], (x) => tf.sum(x, [0, 1, 2]))).toEqual(['BiasAddGrad']);
  expect(traceOps([4, 3], (x) => tf.sum(x, 1))).toEqual(['Sum']);
  expect(traceOps([4, 3], (x) => tf.sum(x, 0, true))).toEqual(['Sum']);
  expect(traceOps([4], (x) => tf.sum(x, 0))).toEqual(['Sum']);
});

test('additions that are no bias stay', () => {
  expect(traceOps([4, 3], (x) => tf.add(x, tf.tensor2d([[1], [2], [3], [4]])))).toEqual(['Add']);
  expect(traceOps([3], (x) => tf.add(x, tf.tensor1d([1, 2, 3])))).toEqual(['Add']);
});

describe.each([
  ['relu', (x: Tensor) => tf.relu(x)],
  ['tanh', (x: Tensor) => tf.tanh(x)],
  ['sigmoid', (x: Tensor) => tf.sigmoid(x)],
  ['elu', (x: Tensor) => tf.elu(x)],
  ['selu', (x: Tensor) => tf.selu(x)],
  ['leaky relu', (x: Tensor) => tf.leakyRelu(x, 0.2)],
])('the gradient of max-pooled %s', (_, activation) => {
  const shape = [2, 6, 6, 3] as const;
  const random = createRandom(4);
  const values = Float32Array.from({ length: 216 }, () => random.normal());

  const gradient = (poolSize: number, strides: number) => (x: Tensor) =>
    tf.grad((z: Tensor) => {
      const pooled = tf.maxPool(activation(z) as Tensor4D, poolSize, strides, 'valid');
      return tf.sum(tf.square(pooled)) as Scalar;
    })(x);

  test.each([
    [2, 2, 'pooled'],
    [2, 3, 'pooled'],
    [3, 2, 'full'],
  ])('with windows of %i every %i is taken on the %s values', (poolSize, strides, where) => {
    const traced = withNativeGradients(() =>
      traceFunction({
        inputs: { x: { shape, dtype: 'float32' } },
        variables: new Map(),
        body: ({ x }) => ({ gradient: gradient(poolSize, strides)(x) }),
      }),
    );
    const derivative = traced.nodes.find((node) =>
      /^(Relu|Tanh|Sigmoid|Elu|Selu|LeakyRelu)Grad$/.test(node.op),
    );
    const expectedRows = where === 'full' ? 6 : Math.floor((6 - poolSize) / strides) + 1;
    expect(derivative?.outputs.map(({ shape }) => shape)[0]?.[1]).toBe(expectedRows);

    const program = new TracedProgram({ variables: new Map() });
    program.define('f', traced);
    const actual = program.run('f', { x: values })['gradient']?.values ?? new Float32Array();
    program.dispose();
    const expected = tf.tidy(() =>
      gradient(poolSize, strides)(tf.tensor(values, [...shape])).dataSync(),
    );
    for (const [index, value] of expected.entries()) {
      expect(actual[index]).toBeCloseTo(value, 5);
    }
  });
});
