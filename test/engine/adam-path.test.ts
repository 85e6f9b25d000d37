import { gatherInputs, gatherLabels } from '../../src/datasets/batches/gather-batch';
import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import { eagerEngine } from '../../src/engine/eager-engine';
import type { Engine, NamedTensors, TrainingTask } from '../../src/engine/engine';
import { referenceEngine } from '../../src/engine/reference-engine';
import { blobs, createTask } from './small-tasks';

const compiledEngine = new CompiledEngine();

/*
 * Adam and Adamax over 200 steps of a ReLU network against a network and formulas of this file alone,
 * in float64: where rounding gathers, in powers of beta above all, a unit ends on the other side of
 * its kink and weights part by hundredths.
 */

const steps = 200;
const data = blobs([4], 3);
const sizes = [4, 6, 5, 3] as const;
const learningRates = { adam: 0.01, adamax: 0.002 };
const layerNames = ['fc1', 'fc2', 'logits'] as const;

/** Weights of the three layers, kernels row-major `[inputs, units]`. */
type Weights = Readonly<Record<string, Float64Array>>;

function toWeights(state: NamedTensors): Weights {
  return Object.fromEntries(
    Object.entries(state)
      .filter(([name]) => !name.includes('train/'))
      .map(([name, { values }]) => [name, new Float64Array(values)]),
  );
}

/** Gradients of the mean cross-entropy of a batch, by the chain rule, example by example. */
function differentiate(weights: Weights, inputs: Float32Array, labels: ArrayLike<number>): Weights {
  const gradients = Object.fromEntries(
    Object.entries(weights).map(([name, values]) => [name, new Float64Array(values.length)]),
  );
  const of = (from: Weights, name: string) => from[name] ?? new Float64Array();
  const count = labels.length;
  for (let example = 0; example < count; example += 1) {
    const activations = [[...inputs.subarray(4 * example, 4 * example + 4)]];
    for (const [depth, layer] of layerNames.entries()) {
      const before = activations[depth] ?? [];
      const units = sizes[depth + 1] ?? 0;
      const kernel = of(weights, `${layer}/kernel`);
      const bias = of(weights, `${layer}/bias`);
      const sums = Array.from({ length: units }, (_, unit) =>
        before.reduce(
          (sum, a, row) => sum + a * (kernel[row * units + unit] ?? 0),
          bias[unit] ?? 0,
        ),
      );
      activations.push(layer === 'logits' ? sums : sums.map((sum) => Math.max(0, sum)));
    }
    const logits = activations[3] ?? [];
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    let delta = logits.map(
      (logit, unit) => (Math.exp(logit) / total - (unit === labels[example] ? 1 : 0)) / count,
    );
    for (let depth = 2; depth >= 0; depth -= 1) {
      const layer = layerNames[depth] ?? '';
      const before = activations[depth] ?? [];
      const kernel = of(weights, `${layer}/kernel`);
      const units = delta.length;
      for (const [unit, d] of delta.entries()) {
        const bias = of(gradients, `${layer}/bias`);
        bias[unit] = (bias[unit] ?? 0) + d;
        for (const [row, a] of before.entries()) {
          const into = of(gradients, `${layer}/kernel`);
          into[row * units + unit] = (into[row * units + unit] ?? 0) + a * d;
        }
      }
      delta = before.map((a, row) =>
        a > 0 ? delta.reduce((sum, d, unit) => sum + d * (kernel[row * units + unit] ?? 0), 0) : 0,
      );
    }
  }
  return gradients;
}

/** Kingma and Ba (2015), algorithms 1 and 2, in the form with epsilon beside the uncorrected root. */
function walkByPaper(task: TrainingTask, start: Weights, type: 'adam' | 'adamax'): Weights {
  const [rate, beta1, beta2, epsilon] = [learningRates[type], 0.9, 0.999, 1e-8];
  const zeros = () =>
    Object.fromEntries(
      Object.entries(start).map(([name, { length }]) => [name, new Float64Array(length)]),
    );
  const [weights, m, v] = [start, zeros(), zeros()];
  for (let step = 1; step <= steps; step += 1) {
    const indices = task.batchIndices(step);
    const gradients = differentiate(
      weights,
      gatherInputs(data, 'train', indices),
      gatherLabels(data, 'train', indices),
    );
    for (const [name, gradient] of Object.entries(gradients)) {
      const [w, mean, scale] = [weights[name], m[name], v[name]];
      if (w === undefined || mean === undefined || scale === undefined) throw new Error(name);
      for (const [p, g] of gradient.entries()) {
        mean[p] = beta1 * (mean[p] ?? 0) + (1 - beta1) * g;
        const corrected = mean[p] / (1 - beta1 ** step);
        if (type === 'adam') {
          scale[p] = beta2 * (scale[p] ?? 0) + (1 - beta2) * g * g;
          const root = Math.sqrt(1 - beta2 ** step);
          w[p] = (w[p] ?? 0) - (rate * corrected * root) / (Math.sqrt(scale[p]) + epsilon);
        } else {
          scale[p] = Math.max(beta2 * (scale[p] ?? 0), Math.abs(g));
          w[p] = (w[p] ?? 0) - (rate * corrected) / (scale[p] + epsilon);
        }
      }
    }
  }
  return weights;
}

const engines: readonly Engine[] = [eagerEngine, compiledEngine, referenceEngine];

describe.each(['adam', 'adamax'] as const)('%s', (type) => {
  test.each(engines)('200 steps of a ReLU network are those of the paper under $name', (engine) => {
    const task = createTask(data, {
      model: { type: 'mlp', hidden: [6, 5] },
      optimizer: { type, learningRate: learningRates[type] },
      batchSize: 16,
      steps,
    });
    const session = engine.open(task);
    const expected = walkByPaper(task, toWeights(session.readState()), type);
    session.train(1, steps);
    const actual = toWeights(session.readState());
    session.dispose();
    expect(Object.keys(actual).toSorted()).toEqual(Object.keys(expected).toSorted());
    const differences = Object.entries(expected).flatMap(([name, values]) =>
      [...values].map((value, p) => Math.abs(value - (actual[name]?.[p] ?? Number.NaN))),
    );
    expect(Math.max(...differences)).toBeLessThan(1e-5);
  });
});
