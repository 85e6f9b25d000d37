import type { Partition } from '../../../../src/engine/tracing/partition/partition';
import { planPartitions } from '../../../../src/engine/tracing/partition/plan-partitions';
import { traceFunction } from '../../../../src/engine/tracing/trace/trace-function';
import { tf } from '../../../../src/tensorflow/tensorflow';

type Tensor = import('@tensorflow/tfjs-node').Tensor;
type Tensor2D = import('@tensorflow/tfjs-node').Tensor2D;

/** Plans dense layers of the given widths, the first of which is that of the inputs. */
function planLayers(
  batchSize: number,
  widths: readonly number[],
  activation: (x: Tensor) => Tensor = tf.relu,
  pieces = 2,
): Record<string, Partition> {
  const weights = widths.slice(1).map((units, index) => ({
    kernel: tf.tidy(() => tf.variable(tf.zeros([widths[index] ?? 0, units]))),
    bias: tf.tidy(() => tf.variable(tf.zeros([units]))),
  }));
  const variables = new Map(
    weights.flatMap(({ kernel, bias }, index) => [
      [`kernel${index + 1}`, kernel] as const,
      [`bias${index + 1}`, bias] as const,
    ]),
  );
  const { nodes } = traceFunction({
    inputs: { x: { shape: [batchSize, widths[0] ?? 0], dtype: 'float32' } },
    variables,
    body: ({ x }) => ({
      y: weights.reduce(
        (values: Tensor, { kernel, bias }) =>
          activation(tf.add(tf.matMul(values as Tensor2D, kernel as Tensor2D), bias)),
        x,
      ),
    }),
  });
  for (const variable of variables.values()) variable.dispose();
  return Object.fromEntries(planPartitions(nodes, { pieces, leastProducts: 5e6, alignment: 16 }));
}

test('units of a large layer are halved, inputs of the next one with them', () => {
  expect(planLayers(64, [784, 500, 250, 10])).toEqual({
    kernel1: { axis: 1, sizes: [256, 244] },
    bias1: { axis: 0, sizes: [256, 244] },
    kernel2: { axis: 0, sizes: [256, 244] },
  });
});

test('large layers behind each other are divided by units and by inputs in turn', () => {
  const plan = planLayers(64, [512, 512, 512, 512, 512], tf.tanh);
  expect(Object.entries(plan).map(([name, { axis }]) => `${name} ${axis}`)).toEqual([
    ...['kernel1 1', 'bias1 0', 'kernel2 0'],
    ...['kernel3 1', 'bias3 0', 'kernel4 0'],
  ]);
});

test.each([
  [33, [16, 17]],
  [48, [32, 16]],
  [500, [256, 244]],
])('%i units end up in pieces of a vector register or more', (units, sizes) => {
  expect(planLayers(1000, [784, units])['bias1']?.sizes).toEqual(sizes);
});

test.each([
  ['as many pieces as asked for', 1000, 500, 4, [128, 128, 112, 132]],
  ['as many as are worth a thread', 64, 500, 8, [96, 112, 96, 96, 100]],
  ['as many as fill vector registers', 10_000, 70, 8, [16, 16, 16, 22]],
])('units end up in %s', (_, batchSize, units, pieces, sizes) => {
  expect(planLayers(batchSize, [784, units], tf.relu, pieces)['bias1']?.sizes).toEqual(sizes);
});

test('small products stay whole, and so do layers of few units', () => {
  expect(planLayers(64, [784, 128, 10])).toEqual({});
  expect(planLayers(10_000, [784, 20])).toEqual({});
});

test('behind what mixes units the inputs come whole', () => {
  const plan = planLayers(64, [784, 512, 10], (x) => tf.softmax(x));
  expect(Object.keys(plan)).toEqual(['kernel1', 'bias1']);
});
