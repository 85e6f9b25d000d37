import { gradientOutput, nextValueOutput } from '../../../../src/engine/tracing/ground/graph-names';
import { TracedProgram } from '../../../../src/engine/tracing/program/program';
import { traceFunction } from '../../../../src/engine/tracing/trace/trace-function';
import { buildOptimizer } from '../../../../src/optimizers/optimizer';
import { optimizerSchema } from '../../../../src/optimizers/registry';
import { nativeBackend } from '../../../../src/tensorflow/native-backend';
import { tf } from '../../../../src/tensorflow/tensorflow';
import { useScratchFolder } from '../../../scratch-folder';

type Tensor = import('@tensorflow/tfjs-node').Tensor;
type Scalar = import('@tensorflow/tfjs-node').Scalar;

const folder = useScratchFolder();
const rate = { learningRate: Float32Array.of(0.1) };

/** A program that fits `w` to `x`: the loss is the mean of `(w - x)^2 / 2`, its gradient `w - x`. */
function createFit(start = [1, 2, 3]) {
  const w = tf.tidy(() => tf.variable(tf.tensor1d(start)));
  const variables = new Map([['w', w]]);
  const program = new TracedProgram({
    variables,
    optimizer: buildOptimizer(optimizerSchema.parse({ type: 'momentum', momentum: 0.5 })),
    main: 'step',
  });
  const inputs = { x: { shape: [3], dtype: 'float32' } } as const;
  const step = traceFunction({
    inputs,
    variables,
    body: ({ x }: { x: Tensor }) => {
      const difference = tf.sub(w, x);
      const loss = tf.mean(tf.square(difference)) as Scalar;
      return { loss, [gradientOutput('w')]: difference };
    },
  });
  program.defineStep('step', step);
  program.defineStep('steps', step, { times: 4, shared: ['x'] });
  program.define(
    'double',
    traceFunction({ inputs: {}, variables, body: () => ({ twice: tf.mul(w, 2) }) }),
  );
  const dispose = (): void => {
    program.dispose();
    w.dispose();
  };
  return { program, variables, dispose };
}

const zeros = { x: new Float32Array(3) };

test('a step returns the loss before its update and then updates', () => {
  const { program, dispose } = createFit();
  const { loss } = program.run('step', { ...zeros, ...rate });
  expect(loss?.shape).toEqual([]);
  expect(loss?.values[0]).toBeCloseTo(14 / 3, 6);
  const { w } = program.readVariables();
  expect([...(w?.values ?? [])].map((value) => value.toFixed(6))).toEqual([
    '0.900000',
    '1.800000',
    '2.700000',
  ]);
  expect(program.readVariables(['train/momentum/momentum/w'])).toEqual({
    'train/momentum/momentum/w': { shape: [3], values: Float32Array.of(1, 2, 3) },
  });
  dispose();
});

test('functions of a program see the same variables', () => {
  const { program, dispose } = createFit([1, 1, 1]);
  expect(program.run('double', {})['twice']?.values).toEqual(Float32Array.of(2, 2, 2));
  program.run('step', { ...zeros, ...rate });
  expect(program.run('double', {})['twice']?.values[0]).toBeCloseTo(1.8, 6);
  dispose();
});

test('repeated steps return stacked outputs and the bits of single steps', () => {
  const single = createFit();
  const repeated = createFit();
  const rates = Float32Array.of(0.1, 0.2, 0.05, 0.3);
  const losses = [...rates].map(
    (learningRate) =>
      single.program.run('step', { ...zeros, learningRate: Float32Array.of(learningRate) })['loss']
        ?.values[0],
  );
  const { loss } = repeated.program.run('steps', { ...zeros, learningRate: rates });
  expect(loss).toEqual({ shape: [4], values: Float32Array.from(losses as number[]) });
  expect(repeated.program.readVariables()).toEqual(single.program.readVariables());
  single.dispose();
  repeated.dispose();
});

test('variables can be written, and a function that comes later finds them as they are', () => {
  const { program, variables, dispose } = createFit();
  program.run('step', { ...zeros, ...rate });
  const state = program.readVariables();
  program.run('step', { ...zeros, ...rate });
  const after = program.readVariables();
  program.writeVariables(state);
  expect(program.readVariables()).toEqual(state);
  const w = variables.get('w') ?? tf.variable(tf.scalar(0));
  program.define('sum', traceFunction({ inputs: {}, variables, body: () => ({ sum: tf.sum(w) }) }));
  expect(program.run('sum', {})['sum']?.values[0]).toBeCloseTo(5.4, 6);
  program.run('step', { ...zeros, ...rate });
  expect(program.readVariables()).toEqual(after);
  dispose();
});

describe('variables that a step sets itself', () => {
  /** `mean` follows what is fed; `seen` is the mean of the step before; `w` has a gradient of 1. */
  function createAverage() {
    const variables = new Map([['w', tf.variable(tf.scalar(0))]]);
    const mean = tf.variable(tf.scalar(8));
    const seen = tf.variable(tf.scalar(0));
    const untrained = new Map([
      ['mean', mean],
      ['seen', seen],
    ]);
    const program = new TracedProgram({
      variables,
      untrained,
      optimizer: buildOptimizer(optimizerSchema.parse({ type: 'momentum', momentum: 0.5 })),
      main: 'step',
    });
    const step = traceFunction({
      inputs: { x: { shape: [], dtype: 'float32' } },
      variables: new Map([...variables, ...untrained]),
      body: ({ x }: { x: Tensor }) => ({
        old: tf.add(tf.mul(mean, 1), tf.mul(seen, 100)),
        [gradientOutput('w')]: tf.onesLike(x),
        [nextValueOutput('mean')]: tf.mul(tf.add(mean, x), 0.5),
        [nextValueOutput('seen')]: tf.add(mean, 0),
      }),
    });
    program.defineStep('step', step);
    program.defineStep('steps', step, { times: 3, shared: [] });
    const dispose = (): void => {
      program.dispose();
      tf.dispose([...variables.values(), ...untrained.values()]);
    };
    return { program, dispose };
  }

  test('have their new values behind it, and their old ones within', () => {
    const { program, dispose } = createAverage();
    const old = [0, 4, 6].map(
      (x) => program.run('step', { x: Float32Array.of(x), ...rate })['old']?.values[0],
    );
    // The means before each step: 8, 4, 4; those seen: 0, 8, 4.
    expect(old).toEqual([8, 804, 404]);
    const { mean, seen } = program.readVariables();
    expect([mean?.values[0], seen?.values[0]]).toEqual([5, 4]);
    dispose();
  });

  test('are the same where several steps go in one call, and can be read and put back', () => {
    const { program, dispose } = createAverage();
    const feeds = { x: Float32Array.of(0, 4, 6), learningRate: Float32Array.of(0.1, 0.1, 0.1) };
    const start = program.readVariables();
    expect(Object.keys(start)).toEqual(['w', 'mean', 'seen', 'train/momentum/momentum/w']);
    const first = program.run('steps', feeds);
    expect(first['old']?.values).toEqual(Float32Array.of(8, 804, 404));
    const end = program.readVariables();
    expect(end['mean']?.values).toEqual(Float32Array.of(5));
    program.writeVariables(start);
    expect(program.run('steps', feeds)).toEqual(first);
    expect(program.readVariables()).toEqual(end);
    dispose();
  });
});

test('calls with wrong inputs are refused before TensorFlow sees them', () => {
  const { program, dispose } = createFit();
  expect(() => program.run('step', zeros)).toThrow('step was called without "learningRate"');
  expect(() => program.run('step', { x: new Float32Array(2), ...rate })).toThrow(
    'step takes "x" as float32 [3], not Float32Array of 2 values',
  );
  expect(() => program.run('step', { x: new Int32Array(3), ...rate })).toThrow(
    'step takes "x" as float32 [3], not Int32Array of 3 values',
  );
  expect(() => program.run('other', {})).toThrow('Nothing is named other');
  dispose();
});

test('the SavedModel carries values and signatures', async () => {
  const { program, dispose } = createFit();
  program.run('step', { ...zeros, ...rate });
  program.writeSavedModel(folder());
  const model = await tf.node.loadSavedModel(folder(), ['serve'], 'double');
  const outputs = model.predict({}) as Record<string, Tensor>;
  expect([...(outputs['twice']?.dataSync() ?? [])]).toEqual([
    ...(program.run('double', {})['twice']?.values ?? []),
  ]);
  model.dispose();
  dispose();
});

test('the graph of a function holds its own nodes only', () => {
  const { program, dispose } = createFit();
  const text = Buffer.from(program.encodeGraph('step')).toString('latin1');
  expect(text).toContain('ResourceApplyMomentum');
  expect(text).toContain('_output_shapes');
  expect(text).not.toContain('variables/');
  expect(text).not.toContain('double/');
  dispose();
});

test('a graph is loaded without a temporary folder', () => {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = '/no/such/folder';
  try {
    const { program, dispose } = createFit();
    expect(program.run('double', {})['twice']?.values).toBeDefined();
    dispose();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
});

test('hundreds of traces in one process leave nothing behind', () => {
  const { binding } = nativeBackend();
  const count = () => ({
    tensors: tf.memory().numTensors,
    native: binding.getNumOfTensors(),
    sessions: binding.getNumOfSavedModels(),
  });
  const use = (times: number): void => {
    for (let time = 0; time < times; time += 1) {
      const { program, dispose } = createFit();
      program.run('step', { ...zeros, ...rate });
      dispose();
    }
  };
  use(100);
  const before = count();
  const residentBefore = process.memoryUsage.rss();
  use(200);
  expect(count()).toEqual(before);
  const grownMebibytes = (process.memoryUsage.rss() - residentBefore) / 2 ** 20;
  expect(grownMebibytes).toBeLessThan(60);
});
