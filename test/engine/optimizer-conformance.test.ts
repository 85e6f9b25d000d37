import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import { eagerEngine } from '../../src/engine/eager-engine';
import type { Engine, NamedTensors, TrainingTask } from '../../src/engine/engine';
import { referenceEngine } from '../../src/engine/reference-engine';
import { type OptimizerSpec, optimizerSchema } from '../../src/optimizers/registry';
import { tf } from '../../src/tensorflow/tensorflow';
import { blobs, createTask } from './small-tasks';

const compiledEngine = new CompiledEngine();

/*
 * Every optimizer that specs offer walks 100 steps under the from-scratch formulas in float64, under
 * tensor arithmetic, under TensorFlow's fused kernels, and, where tfjs has it, under `tf.train`. The
 * formulas themselves are held against paper in test/reference/optimizers.
 */

type Optimizer = import('@tensorflow/tfjs-node').Optimizer;
type Tensor = import('@tensorflow/tfjs-node').Tensor;

const steps = 100;
const stride = 5;
const data = blobs([4], 3);
/** Smooth, so that rounding can't put a unit on the other side of a kink. */
const model = { type: 'mlp', hidden: [6, 5], activation: 'tanh' };

function taskWith(optimizer: Readonly<Record<string, unknown>>): TrainingTask {
  return createTask(data, { model, optimizer, batchSize: 16 });
}

/** Weights, and optimizer state where it is known, at the start and after every `stride` steps. */
type Trajectory = readonly NamedTensors[];

function walk(engine: Engine, task: TrainingTask): Trajectory {
  const session = engine.open(task);
  try {
    const trajectory = [session.readState()];
    for (let step = 1; step <= steps; step += stride) {
      session.train(step, step + stride - 1);
      trajectory.push(session.readState());
    }
    return trajectory;
  } finally {
    session.dispose();
  }
}

/** Moves weights, named as in `gradients`, in place. */
type Move = (
  weights: ReadonlyMap<string, Float32Array>,
  gradients: ReadonlyMap<string, Float32Array>,
) => void;

/** The path of weights under some other implementation, on the eager engine's gradients. */
function walkWith(move: Move): Trajectory {
  const task = taskWith({ type: 'sgd' });
  const session = eagerEngine.open(task);
  try {
    let state = session.readState();
    const trajectory = [state];
    for (let step = 1; step <= steps; step += 1) {
      const { gradients = {} } = session.observe(['gradients'], task.batchIndices(step));
      state = Object.fromEntries(
        Object.entries(state).map(([name, { shape, values }]) => [
          name,
          { shape, values: values.slice() },
        ]),
      );
      move(valuesOf(state), valuesOf(gradients));
      session.restoreState(state);
      if (step % stride === 0) trajectory.push(state);
    }
    return trajectory;
  } finally {
    session.dispose();
  }
}

function valuesOf(tensors: NamedTensors): Map<string, Float32Array> {
  return new Map(Object.entries(tensors).map(([name, { values }]) => [name, values]));
}

/** Lets an optimizer of tfjs move weights. */
function moveByTfjs(optimizer: Optimizer): Move {
  return (weights, gradients) => {
    tf.tidy(() => {
      const variables = [...weights].map(([name, values]) =>
        tf.variable(tf.tensor1d(values), true, `conformance/${name}`),
      );
      const named: Record<string, Tensor> = {};
      for (const [name, values] of gradients) named[`conformance/${name}`] = tf.tensor1d(values);
      optimizer.applyGradients(named);
      for (const variable of variables) {
        weights.get(variable.name.replace('conformance/', ''))?.set(variable.dataSync<'float32'>());
        variable.dispose();
      }
    });
  };
}

/**
 * How far two trajectories are apart: the largest difference of any value at any time, as a share
 * of the largest distance that any value of its tensor goes, so that it means the same for every
 * learning rate; NaN where a value is. Only tensors that both know are compared.
 */
function divergence(expected: Trajectory, actual: Trajectory): number {
  expect(actual).toHaveLength(expected.length);
  const names = Object.keys(expected[0] ?? {}).filter((name) => name in (actual[0] ?? {}));
  expect(names.filter((name) => !name.startsWith('train/'))).toHaveLength(6);
  return Math.max(...names.map((name) => divergenceOf(name, expected, actual)));
}

/** The weights alone, without what the optimizer keeps of them. */
function weightsOf(trajectory: Trajectory): Trajectory {
  return trajectory.map((state) =>
    Object.fromEntries(Object.entries(state).filter(([name]) => !name.startsWith('train/'))),
  );
}

function divergenceOf(name: string, expected: Trajectory, actual: Trajectory): number {
  const first = expected[0]?.[name]?.values ?? new Float32Array();
  let distance = 0;
  let difference = 0;
  for (const [time, { [name]: tensor }] of expected.entries()) {
    for (const [index, value] of (tensor?.values ?? first).entries()) {
      const other = actual[time]?.[name]?.values[index] ?? Number.NaN;
      distance = Math.max(distance, Math.abs(value - (first[index] ?? Number.NaN)));
      difference = Math.max(difference, Math.abs(value - other));
    }
  }
  return difference / distance;
}

/** Settings to walk with; where there is an epsilon it is felt, and so is where it stands. */
const offered: Readonly<
  Record<OptimizerSpec['type'], readonly Readonly<Record<string, unknown>>[]>
> = {
  sgd: [{ learningRate: 0.1 }],
  momentum: [{ learningRate: 0.05 }, { learningRate: 0.05, momentum: 0.8, nesterov: true }],
  adam: [
    { learningRate: 0.01, epsilon: 1e-3 },
    { learningRate: 0.01, beta1: 0.8, beta2: 0.95 },
  ],
  adamax: [{ learningRate: 0.01, epsilon: 1e-3 }],
  rmsprop: [
    { learningRate: 0.01, epsilon: 1e-3 },
    { learningRate: 0.01, epsilon: 1e-3, momentum: 0.5, decay: 0.8 },
    { learningRate: 0.01, epsilon: 1e-3, momentum: 0.5, centered: true },
  ],
  adagrad: [{ learningRate: 0.1, epsilon: 1e-3 }],
  adadelta: [{ learningRate: 0.5, epsilon: 1e-3, decay: 0.9 }],
  adamw: [{ learningRate: 0.01, epsilon: 1e-3, weightDecay: 0.5 }],
  nadam: [
    { learningRate: 0.01, epsilon: 1e-3 },
    { learningRate: 0.01, beta1: 0.8, beta2: 0.95, momentumDecay: 0.1 },
  ],
  lion: [{ learningRate: 1e-3, weightDecay: 0.5 }],
};

const cases = Object.entries(offered).flatMap(([type, settings]) =>
  settings.map((own) => ({ type, ...own })),
);

/**
 * Float32 rounds values to 6e-8 of themselves; over 100 steps of these networks that gathers to
 * 1.5e-6 of the way that weights go, where it was measured.
 */
const float32Tolerance = 4e-6;

/**
 * TensorFlow's kernel takes 1 - beta2 of a beta2 in float32, which leaves 1e-5 of it uncertain, and
 * tfjs takes 1 - beta2^t so. The kernel's correction errs alike, so that it shows in the averages of
 * squares, and in weights only as far as epsilon does: 1.2e-5 was measured of the former.
 */
const kernelTolerance = 2e-5;

/** Where weights go a hundredth of their size, their own rounding weighs as much more. */
const smallStepTolerance = 5e-5;

describe.each(cases)('%j', (optimizer) => {
  const tolerance = optimizer.type === 'lion' ? smallStepTolerance : float32Tolerance;
  const isRoundedByKernel = optimizer.type === 'adam' || optimizer.type === 'adamw';

  test('the from-scratch formulas, tensor arithmetic and the fused kernel walk the same way', () => {
    const reference = walk(referenceEngine, taskWith(optimizer));
    const eager = walk(eagerEngine, taskWith(optimizer));
    const compiled = walk(compiledEngine, taskWith(optimizer));
    for (const name of Object.keys(eager[0] ?? {})) {
      expect(Object.keys(reference[0] ?? {})).toContain(name);
      expect(Object.keys(compiled[0] ?? {})).toContain(name);
    }
    expect(divergence(reference, eager)).toBeLessThan(tolerance);
    expect(divergence(reference, compiled)).toBeLessThan(
      isRoundedByKernel ? kernelTolerance : tolerance,
    );
    expect(divergence(weightsOf(reference), compiled)).toBeLessThan(tolerance);
  });

  test('each of its settings, wrong by 1 %, shows', () => {
    const eager = walk(eagerEngine, taskWith(optimizer));
    const { type: _, ...settings } = optimizerSchema.parse(optimizer);
    for (const [name, value] of Object.entries(settings)) {
      if (name === 'epsilon' && !('epsilon' in optimizer)) continue;
      const wrong = { ...optimizer, [name]: distort(value) };
      const shown = divergence(eager, walk(referenceEngine, taskWith(wrong)));
      expect({ name, isShown: shown > tolerance }).toEqual({ name, isShown: true });
    }
  });
});

function distort(value: number | boolean): number | boolean {
  if (typeof value === 'boolean') return !value;
  return value === 0 ? 0.01 : 0.99 * value;
}

/** Small enough that it does not matter on which side of a root it stands. */
const noEpsilon = 1e-12;

describe('tf.train', () => {
  const reference = (optimizer: Readonly<Record<string, unknown>>) =>
    walk(referenceEngine, taskWith(optimizer));

  const faithful: readonly [{ type: string; [setting: string]: unknown }, Optimizer][] = [
    [{ type: 'sgd', learningRate: 0.1 }, tf.train.sgd(0.1)],
    [{ type: 'momentum', learningRate: 0.05, momentum: 0.8 }, tf.train.momentum(0.05, 0.8)],
    [
      { type: 'momentum', learningRate: 0.05, momentum: 0.8, nesterov: true },
      tf.train.momentum(0.05, 0.8, true),
    ],
    [
      { type: 'adam', learningRate: 0.01, epsilon: noEpsilon },
      tf.train.adam(0.01, 0.9, 0.999, noEpsilon),
    ],
    [
      { type: 'adamax', learningRate: 0.01, epsilon: 1e-3 },
      tf.train.adamax(0.01, 0.9, 0.999, 1e-3),
    ],
    [
      { type: 'rmsprop', learningRate: 0.01, epsilon: 1e-3, momentum: 0.5 },
      tf.train.rmsprop(0.01, 0.9, 0.5, 1e-3),
    ],
    [{ type: 'adagrad', learningRate: 0.1, epsilon: noEpsilon }, tf.train.adagrad(0.1, 0.1)],
  ];

  test.each(faithful)('walks the same way: %j', (optimizer, theirs) => {
    const expected = reference(optimizer);
    const tolerance = optimizer.type === 'adam' ? kernelTolerance : float32Tolerance;
    expect(divergence(expected, walkWith(moveByTfjs(theirs)))).toBeLessThan(tolerance);
  });

  test('adadelta is caught: it is plain gradient descent', () => {
    const theirs = walkWith(moveByTfjs(tf.train.adadelta(0.1, 0.95, 1e-6)));
    expect(divergence(walkWith(moveByAdadelta(0.1, 0.95, 1e-6)), theirs)).toBeGreaterThan(0.1);
    expect(divergence(reference({ type: 'sgd', learningRate: 0.1 }), theirs)).toBeLessThan(
      float32Tolerance,
    );
    const ours = reference({ type: 'adadelta', learningRate: 0.1, decay: 0.95, epsilon: 1e-6 });
    expect(divergence(walkWith(moveByAdadelta(0.1, 0.95, 1e-6)), ours)).toBeLessThan(
      smallStepTolerance,
    );
  });

  test('centered rmsprop is caught: it takes epsilon off the variance', () => {
    const settings = { type: 'rmsprop', learningRate: 0.01, centered: true };
    const theirs = (epsilon: number) =>
      walkWith(moveByTfjs(tf.train.rmsprop(0.01, 0.9, 0, epsilon, true)));
    // The root of a negative variance is no number.
    expect(divergence(reference({ ...settings, epsilon: 1e-3 }), theirs(1e-3))).toBeNaN();
    // Without epsilon it is right, but for the difference of near numbers in float32.
    expect(
      divergence(reference({ ...settings, epsilon: noEpsilon }), theirs(noEpsilon)),
    ).toBeLessThan(1e-4);
  });
});

/**
 * Zeiler (2012), algorithm 1: G = rho G + (1 - rho) g^2; u = sqrt(U + epsilon) / sqrt(G + epsilon) g;
 * U = rho U + (1 - rho) u^2; w -= r u.
 */
function moveByAdadelta(learningRate: number, rho: number, epsilon: number): Move {
  const gradientSquares = new Map<string, Float64Array>();
  const updateSquares = new Map<string, Float64Array>();
  return (weights, gradients) => {
    for (const [name, gradient] of gradients) {
      const values = weights.get(name) ?? new Float32Array();
      const squares = gradientSquares.get(name) ?? new Float64Array(gradient.length);
      const updates = updateSquares.get(name) ?? new Float64Array(gradient.length);
      for (const [p, g] of gradient.entries()) {
        squares[p] = rho * (squares[p] ?? 0) + (1 - rho) * g * g;
        const update =
          (Math.sqrt((updates[p] ?? 0) + epsilon) / Math.sqrt(squares[p] + epsilon)) * g;
        updates[p] = rho * (updates[p] ?? 0) + (1 - rho) * update * update;
        values[p] = (values[p] ?? 0) - learningRate * update;
      }
      gradientSquares.set(name, squares);
      updateSquares.set(name, updates);
    }
  };
}
