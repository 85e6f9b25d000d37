import fc from 'fast-check';
import { withNativeGradients } from '../../../../src/engine/gradients/activation-gradients';
import { gradientOutput } from '../../../../src/engine/tracing/ground/graph-names';
import { type Partition, pieceNames } from '../../../../src/engine/tracing/partition/partition';
import { partitionFunction } from '../../../../src/engine/tracing/partition/partition-function';
import { TracedProgram } from '../../../../src/engine/tracing/program/program';
import {
  type TracedFunction,
  traceFunction,
} from '../../../../src/engine/tracing/trace/trace-function';
import { tf } from '../../../../src/tensorflow/tensorflow';
import { createRandom } from '../../../../src/util/random';

type Tensor = import('@tensorflow/tfjs-node').Tensor;
type Tensor2D = import('@tensorflow/tfjs-node').Tensor2D;
type Scalar = import('@tensorflow/tfjs-node').Scalar;
type Variable = import('@tensorflow/tfjs-node').Variable;
type Variables = ReadonlyMap<string, Variable>;

const batchSize = 5;
const shapes = { 'a/kernel': [4, 6], 'a/bias': [6], 'b/kernel': [6, 8], 'b/bias': [8] } as const;
type Name = keyof typeof shapes;
const names = Object.keys(shapes) as Name[];

const random = createRandom(5);
const draw = (length: number) => Float32Array.from({ length }, () => random.normal());

function createVariables(): Variables {
  return new Map(
    Object.entries(shapes).map(([name, shape]) => {
      const size = shape.reduce((product, length) => product * length, 1);
      return [name, tf.tidy(() => tf.variable(tf.tensor(draw(size), [...shape])))];
    }),
  );
}

/** Two dense layers with a mask between them, their weights decayed. */
function traceStep(variables: Variables, activation: (x: Tensor) => Tensor): TracedFunction {
  const get = (name: Name): Tensor => variables.get(name) as Tensor;
  const dense = (x: Tensor, layer: 'a' | 'b'): Tensor =>
    tf.add(tf.matMul(x as Tensor2D, get(`${layer}/kernel`) as Tensor2D), get(`${layer}/bias`));
  return withNativeGradients(() =>
    traceFunction({
      inputs: {
        x: { shape: [batchSize, 4], dtype: 'float32' },
        mask: { shape: [batchSize, 6], dtype: 'float32' },
      },
      variables,
      body: ({ x, mask }) => {
        const { value, grads } = tf.variableGrads(() => {
          const hidden = tf.mul(tf.mul(activation(dense(x, 'a')), 0.5), mask);
          return tf.mean(tf.logSumExp(activation(dense(hidden, 'b')), 1)) as Scalar;
        });
        const gradients = [...variables].map(([name, variable]) => [
          gradientOutput(name),
          tf.add(grads[variable.name] as Tensor, tf.mul(variable, 0.1)),
        ]);
        return { loss: value, ...Object.fromEntries(gradients) };
      },
    }),
  );
}

/**
 * Cuts an even length into two pieces or more, each of two or more: TensorFlow takes a single row
 * that is added to a product for a bias, and fails.
 */
function divide(length: number, cuts: number): number[] {
  const places = Array.from({ length: length / 2 - 1 }, (_, index) => 2 * (index + 1));
  const chosen = places.filter((_, index) => (cuts >> index) & 1);
  const ends = [...(chosen.length === 0 ? places.slice(0, 1) : chosen), length];
  return ends.map((end, index) => end - (ends[index - 1] ?? 0));
}

/** Divides variables as a partition says. */
function cutVariables(variables: Variables, partitions: ReadonlyMap<string, Partition>): Variables {
  return new Map(
    [...variables].flatMap(([name, variable]) => {
      const partition = partitions.get(name);
      if (partition === undefined) return [[name, variable] as const];
      const pieces = tf.split(variable as Tensor, [...partition.sizes], partition.axis);
      return pieceNames(name, partition).map((piece, index) => {
        const value = pieces[index] as Tensor;
        const cut = tf.variable(value);
        value.dispose();
        return [piece, cut] as const;
      });
    }),
  );
}

function runFunction(traced: TracedFunction, variables: Variables): Record<string, Tensor> {
  const program = new TracedProgram({ variables });
  program.define('f', traced);
  const feeds = { x: inputs, mask };
  const outputs = program.run(
    'f',
    Object.fromEntries(
      Object.keys(traced.inputs).map((name) => [name, feeds[name as 'x' | 'mask']]),
    ),
  );
  program.dispose();
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { shape, values }]) => [
      name,
      tf.tensor(values, [...shape]),
    ]),
  );
}

const inputs = draw(batchSize * 4);
const mask = Float32Array.from({ length: batchSize * 6 }, () => random.integer(2));

const activations = { relu: tf.relu, tanh: tf.tanh, softplus: tf.softplus, sigmoid: tf.sigmoid };

const partition = (name: Name) =>
  fc.record({ axis: fc.nat(shapes[name].length - 1), cuts: fc.nat(7) }).map(({ axis, cuts }) => {
    return { axis, sizes: divide(shapes[name][axis] ?? 0, cuts) };
  });

const partitioned = fc
  .record(Object.fromEntries(names.map((name) => [name, fc.option(partition(name))])))
  .map((chosen) => {
    const entries = Object.entries(chosen).flatMap(([name, value]) =>
      value === null ? [] : [[name, value] as const],
    );
    return new Map<string, Partition>(entries);
  });

test.each(Object.keys(activations) as (keyof typeof activations)[])(
  'a function over variables in any pieces gives what it gives over whole ones: %s',
  (activation) => {
    const variables = createVariables();
    const traced = traceStep(variables, activations[activation]);
    const expected = runFunction(traced, variables);
    fc.assert(
      fc.property(partitioned, fc.boolean(), (partitions, isStep) => {
        const rewritten = partitionFunction(traced, partitions, isStep);
        tf.tidy(() => {
          const pieces = cutVariables(variables, partitions);
          const outputs = runFunction(rewritten, pieces);
          for (const [name, value] of Object.entries(expected)) {
            const variable = names.find((candidate) => gradientOutput(candidate) === name);
            const cut = variable === undefined || !isStep ? undefined : partitions.get(variable);
            const actual =
              cut === undefined
                ? outputs[name]
                : tf.concat(
                    pieceNames(variable ?? '', cut).map(
                      (piece) => outputs[gradientOutput(piece)],
                    ) as Tensor[],
                    cut.axis,
                  );
            expect(actual?.shape).toEqual(value.shape);
            const distance = tf.max(tf.abs(tf.sub(actual as Tensor, value))).dataSync()[0];
            expect(distance).toBeLessThan(1e-5);
          }
          for (const [name, variable] of pieces) if (!variables.has(name)) variable.dispose();
        });
      }),
      { numRuns: 60, seed: 7 },
    );
    for (const variable of variables.values()) variable.dispose();
    tf.dispose(expected);
  },
);

test('what comes in pieces that fit is not put together', () => {
  const variables = createVariables();
  const traced = traceStep(variables, tf.relu);
  const partitions = new Map<string, Partition>([
    ['a/kernel', { axis: 1, sizes: [4, 2] }],
    ['a/bias', { axis: 0, sizes: [4, 2] }],
    ['b/kernel', { axis: 0, sizes: [4, 2] }],
  ]);
  const { nodes } = partitionFunction(traced, partitions, true);
  const count = (op: string): number => nodes.filter((node) => node.op === op).length;
  expect(count('ConcatV2')).toBe(0);
  // Only the mask comes whole.
  expect(count('SplitV')).toBe(1);
  expect(count('MatMul')).toBe(2 * 5);
  for (const variable of variables.values()) variable.dispose();
});

test('without pieces a function stays as it is', () => {
  const variables = createVariables();
  const traced = traceStep(variables, tf.relu);
  expect(partitionFunction(traced, new Map(), true)).toBe(traced);
  for (const variable of variables.values()) variable.dispose();
});
