import fc from 'fast-check';
import { TraceError } from '../../../../src/engine/tracing/ground/trace-error';
import { TracedProgram } from '../../../../src/engine/tracing/program/program';
import { withLayerScopes, withScope } from '../../../../src/engine/tracing/trace/scopes';
import { traceFunction } from '../../../../src/engine/tracing/trace/trace-function';
import { tf } from '../../../../src/tensorflow/tensorflow';

type Tensor = import('@tensorflow/tfjs-node').Tensor;

const noVariables = new Map();
const vector = { shape: [6], dtype: 'float32' } as const;
const matrix = { shape: [4, 6], dtype: 'float32' } as const;

/** Calls of tfjs that keep the shape of `x`, `[4, 6]`. */
const calls: Readonly<Record<string, (x: Tensor, y: Tensor) => Tensor>> = {
  add: (x, y) => tf.add(x, y),
  mulScalar: (x) => tf.mul(x, 0.5),
  tanh: (x) => tf.tanh(x),
  relu: (x) => tf.relu(x),
  softmax: (x) => tf.softmax(x),
  transposeTwice: (x) => tf.transpose(tf.mul(tf.transpose(x), 2)),
  matMul: (x, y) => tf.matMul(x, tf.matMul(tf.transpose(y), tf.ones([4, 6]))),
  addVector: (x) => tf.add(x, tf.tensor1d([1, 2, 3, 4, 5, 6])),
  subtractMean: (x) => tf.sub(x, tf.mean(x, 0)),
  divideBySum: (x) => tf.div(x, tf.add(tf.sum(tf.abs(x), 1, true), 1)),
  reshapeAndBack: (x) => tf.reshape(tf.sin(tf.reshape(x, [2, 12])), [4, 6]),
  sameShape: (x) => tf.reshape(tf.reshape(x, [1, 4, 6]), [4, 6]),
  where: (x, y) => tf.where(tf.greater(x, y), x, y),
  concatAndSlice: (x, y) => tf.slice(tf.concat([x, y], 1), [0, 3], [4, 6]),
  castTwice: (x) => tf.cast(tf.cast(tf.mul(x, 10), 'int32'), 'float32'),
  oneHot: (x) =>
    tf.cast(tf.oneHot(tf.argMax(x as import('@tensorflow/tfjs-node').Tensor2D, 1), 6), 'float32'),
};

test('a traced function computes what the same calls compute eagerly', () => {
  const values = fc.array(fc.float({ min: -3, max: 3, noNaN: true }), {
    minLength: 24,
    maxLength: 24,
  });
  const chain = fc.array(fc.constantFrom(...Object.keys(calls)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(chain, values, values, (names, first, second) => {
      const body = ({ x, y }: { x: Tensor; y: Tensor }) => ({
        result: names.reduce((value, name) => calls[name]?.(value, y) ?? value, tf.add(x, 0)),
      });
      const x = Float32Array.from(first);
      const y = Float32Array.from(second);
      const expected = tf.tidy(() =>
        body({ x: tf.tensor(x, [4, 6]), y: tf.tensor(y, [4, 6]) }).result.dataSync(),
      );
      const program = new TracedProgram({ variables: noVariables });
      program.define(
        'f',
        traceFunction({ inputs: { x: matrix, y: matrix }, variables: noVariables, body }),
      );
      const { result } = program.run('f', { x, y });
      program.dispose();
      expect(result?.shape).toEqual([4, 6]);
      for (const [index, value] of expected.entries()) {
        expect(result?.values[index]).toBeCloseTo(value, 4);
      }
    }),
    { numRuns: 60, seed: 3 },
  );
});

test('bytes are fed as bytes and reach the function as float32', () => {
  const program = new TracedProgram({ variables: noVariables });
  const traced = traceFunction({
    inputs: { pixels: { shape: [3], dtype: 'uint8' } },
    variables: noVariables,
    body: ({ pixels }) => ({ scaled: tf.mul(pixels, 1 / 255), type: tf.add(pixels, 0) }),
  });
  program.define('scale', traced);
  const { scaled } = program.run('scale', { pixels: Uint8Array.of(0, 51, 255) });
  expect([...(scaled?.values ?? [])]).toEqual([0, Math.fround(51 * Math.fround(1 / 255)), 1]);
  program.dispose();
});

test('what no output depends on is left out, inputs too', () => {
  const { nodes, inputs } = traceFunction({
    inputs: { x: vector, unused: vector },
    variables: noVariables,
    body: ({ x, unused }) => {
      tf.exp(unused);
      return { y: tf.sin(x) };
    },
  });
  expect(nodes.map((node) => node.op)).toEqual(['Sin']);
  expect(inputs).toEqual({ x: vector });
});

test('nodes carry the scope that they ran in, gradients that of what they differentiate', () => {
  const dense = tf.layers.dense({ units: 2, inputShape: [6], name: 'fc1' });
  const model = tf.sequential({
    layers: [dense, tf.layers.activation({ activation: 'tanh', name: 'squash' })],
  });
  const variables = new Map(
    model.weights.map((weight) => [
      weight.originalName,
      weight.read() as import('@tensorflow/tfjs-node').Variable,
    ]),
  );
  const { nodes } = withLayerScopes(model.layers, () =>
    traceFunction({
      inputs: { x: matrix },
      variables,
      body: ({ x }) => {
        const { value, grads } = tf.variableGrads(() => {
          const y = model.apply(x) as Tensor;
          return withScope('loss', () => tf.sum(y) as import('@tensorflow/tfjs-node').Scalar);
        });
        return { value, ...grads };
      },
    }),
  );
  const scopes = nodes.map(({ scope, op }) => `${scope}/${op}`);
  for (const name of [
    'fc1/MatMul',
    'fc1/BiasAdd',
    'squash/Tanh',
    'loss/Sum',
    'gradients/fc1/MatMul',
    'gradients/fc1/BiasAddGrad',
  ]) {
    expect(scopes).toContain(name);
  }
  expect(scopes.every((scope) => /^(gradients\/)?(fc1|squash|loss)\//.test(scope))).toBe(true);
  model.dispose();
});

describe('refuses by name, with a remedy', () => {
  function refusal(body: (x: Tensor) => Record<string, Tensor>): TraceError {
    try {
      traceFunction({ inputs: { x: vector }, variables: noVariables, body: ({ x }) => body(x) });
    } catch (error) {
      if (error instanceof TraceError) return error;
      throw error;
    }
    throw new Error('nothing was refused');
  }

  test('a value that is read in the middle', () => {
    const error = refusal((x) => ({ y: tf.mul(x, tf.exp(x).dataSync()[0] ?? 1) }));
    expect(error.message).toBe(
      "Exp can't be traced: its value is read in the middle of the function",
    );
    expect(error.kernel).toBe('Exp');
    expect(error.hint).toBe('Return the tensor as an output and read it from there.');
  });

  test('numbers drawn in JavaScript', () => {
    const error = refusal((x) => ({ y: tf.dropout(x, 0.5) }));
    expect(error.message).toContain('Math.random');
    expect(error.hint).toContain('stateless');
    expect(Math.random()).toBeLessThan(1);
  });

  test('a large tensor made in JavaScript', () => {
    const error = refusal(() => ({ y: tf.exp(tf.randomUniform([2000], 0, 1, 'float32', 7)) }));
    expect(error.message).toContain('a tensor of 2000 values');
  });

  test('a large tensor from outside', () => {
    const outside = tf.exp(tf.zeros([2000]));
    const error = refusal(() => ({ y: tf.neg(outside) }));
    expect(error.message).toBe(
      "Neg can't be traced: it reads a tensor [2000] that is neither an input nor a variable",
    );
    outside.dispose();
  });

  test('an output that the function did not compute', () => {
    const outside = tf.exp(tf.zeros([2]));
    const error = refusal(() => ({ y: outside }));
    expect(error.message).toContain('output "y"');
    outside.dispose();
  });

  test('strings', () => {
    expect(refusal(() => ({ y: tf.tensor1d(['a']).expandDims() })).message).toContain('strings');
  });
});

test('a refused trace leaves tfjs as it was and no tensor behind', () => {
  const before = tf.memory().numTensors;
  expect(() =>
    traceFunction({
      inputs: { x: vector },
      variables: noVariables,
      body: ({ x }) => ({ y: tf.mul(x, tf.exp(x).dataSync()[0] ?? 1) }),
    }),
  ).toThrow(TraceError);
  expect(tf.memory().numTensors).toBe(before);
  expect(tf.tidy(() => tf.exp(tf.scalar(0)).dataSync()[0])).toBe(1);
});

test('small tensors from outside become constants', () => {
  const outside = tf.exp(tf.tensor2d([[0, 1]]));
  const program = new TracedProgram({ variables: noVariables });
  const body = ({ x }: { x: Tensor }) => ({
    y: tf.matMul(tf.reshape(x, [3, 2]), outside, false, true),
  });
  program.define('f', traceFunction({ inputs: { x: vector }, variables: noVariables, body }));
  const { y } = program.run('f', { x: Float32Array.of(1, 0, 0, 1, 1, 1) });
  expect(y?.values[0]).toBeCloseTo(1, 6);
  expect(y?.values[1]).toBeCloseTo(Math.E, 6);
  program.dispose();
  outside.dispose();
});
