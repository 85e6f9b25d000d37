import {
  type Activation,
  type ActivationSettings,
  createActivation,
  leakyRelu,
  relu,
  tanh,
} from '../../src/reference/activation';
import {
  checkGradients,
  gradientTolerance,
  relativeError,
} from '../../src/reference/check-gradients';
import {
  binaryCrossEntropy,
  huber,
  type Loss,
  meanSquaredError,
  softmaxCrossEntropy,
} from '../../src/reference/loss';
import type { Network } from '../../src/reference/network';
import { activationSamples } from '../activations/activation-samples';
import { sampleBatch, sampleNetwork } from './sample-networks';

const activations = activationSamples.flatMap((sample) => {
  const settings = sample as ActivationSettings;
  return settings.type === 'leakyRelu' && settings.alpha === 0 ? [] : [createActivation(settings)];
});
const losses: [string, Loss, number][] = [
  ['softmax', softmaxCrossEntropy('mean'), 3],
  ['softmax over entries', softmaxCrossEntropy('meanOverEntries'), 3],
  ['softmax of smoothed labels', softmaxCrossEntropy('mean', 0.2), 3],
  ['logistic', binaryCrossEntropy, 1],
  ['mean squared error', meanSquaredError, 1],
  ['huber', huber(10), 1],
];

function check(network: Network, classCount: number) {
  const { inputs, labels, count } = sampleBatch(classCount);
  return checkGradients(network, inputs, labels, count);
}

describe.each(losses)('%s', (_, loss, units) => {
  test.each(activations)(
    '$name: backpropagation is the derivative, at all depths',
    (activation) => {
      for (const hidden of [[], [4], [5, 4], [6, 5, 4]]) {
        for (const l2 of [0, 0.1]) {
          const network = sampleNetwork({ activation, loss, units, hidden, l2 });
          const results = check(network, Math.max(2, units));
          expect(results).toHaveLength(2 * (hidden.length + 1));
          for (const [position, result] of results.entries()) {
            expect(result.maxRelativeError).toBeLessThan(gradientTolerance);
            expect(result.checked + result.kinks).toBe(network.parameters[position]?.values.length);
            expect(result.checked).toBeGreaterThan(0);
          }
        }
      }
    },
  );
});

/** Wrong derivatives, by what went wrong. */
const mutations: [string, (right: Activation) => Activation['derivative']][] = [
  ['sign', (right) => (z, a) => -right.derivative(z, a)],
  ['factor', (right) => (z, a) => 0.999999 * right.derivative(z, a)],
  ['forgotten', () => () => 1],
  ['taken at the activation', (right) => (_z, a) => right.derivative(a, right.value(a))],
];

/** For these the derivative is the same number at activation and net input, or always 1. */
const harmless = new Set([
  'linear: forgotten',
  'linear: taken at the activation',
  'relu: taken at the activation',
  'leakyRelu: taken at the activation',
]);

const mutants = activations.flatMap((right) =>
  mutations.map(([mistake, mutate]) => ({
    title: `${right.name}: ${mistake}`,
    mutant: { ...right, derivative: mutate(right) },
  })),
);

test.each(mutants.filter(({ title }) => !harmless.has(title)))(
  'a wrong derivative is caught below its layer and only there ($title)',
  ({ mutant }) => {
    const network = sampleNetwork({
      activation: mutant,
      loss: softmaxCrossEntropy(),
      units: 3,
      // With two layers a wrong sign would cancel itself in the first.
      hidden: [5],
    });
    for (const { layer, maxRelativeError } of check(network, 3)) {
      if (layer === 'logits') expect(maxRelativeError).toBeLessThan(gradientTolerance);
      else expect(maxRelativeError).toBeGreaterThan(gradientTolerance);
    }
  },
);

test.each(mutants.filter(({ title }) => harmless.has(title)))(
  'no false alarm where the mistake makes no difference ($title)',
  ({ mutant }) => {
    const settings = { loss: softmaxCrossEntropy(), units: 3, hidden: [5, 4] };
    const network = sampleNetwork({ activation: mutant, ...settings });
    for (const { maxRelativeError } of check(network, 3)) {
      expect(maxRelativeError).toBeLessThan(gradientTolerance);
    }
  },
);

test('a wrong derivative of the loss is caught', () => {
  const right = softmaxCrossEntropy();
  const wrong: Loss = {
    ...right,
    differentiate(logits, labels, count, units, deltas) {
      const loss = right.differentiate(logits, labels, count, units, deltas);
      // The slip of dividing by the number of examples twice.
      for (const [p, delta] of deltas.entries()) deltas[p] = delta / count;
      return loss;
    },
  };
  const network = sampleNetwork({ activation: tanh, loss: wrong, units: 3, hidden: [4] });
  for (const { maxRelativeError } of check(network, 3))
    expect(maxRelativeError).toBeGreaterThan(0.5);
});

test.each([relu, leakyRelu(0.2)])('$name: a kink is counted, not compared', (activation) => {
  const loss = softmaxCrossEntropy();
  const network = sampleNetwork({ activation, loss, units: 3, hidden: [2] });
  // The first unit has its net input at 0 for every example, the second far above.
  network.writeWeight('fc1/kernel', Float64Array.of(0, 0.1, 0, 0.1, 0, 0.1));
  network.writeWeight('fc1/bias', Float64Array.of(0, 5));
  const [kernel, bias, logitsKernel] = check(network, 3);
  const kinkAt = { layer: 'fc1', unit: 0, example: expect.any(Number), preactivation: 0 };
  expect(kernel).toMatchObject({ layer: 'fc1', parameter: 'kernel', checked: 3, kinks: 3, kinkAt });
  expect(bias).toMatchObject({ layer: 'fc1', parameter: 'bias', checked: 1, kinks: 1, kinkAt });
  expect(logitsKernel?.kinks).toBe(0);
  expect(logitsKernel?.kinkAt).toBeUndefined();
  expect(bias?.maxRelativeError).toBeLessThan(gradientTolerance);
});

test('a wrong derivative is caught beside a kink', () => {
  const wrong = { ...relu, derivative: (z: number, a: number) => -relu.derivative(z, a) };
  const loss = softmaxCrossEntropy();
  const network = sampleNetwork({ activation: wrong, loss, units: 3, hidden: [2] });
  network.writeWeight('fc1/kernel', Float64Array.of(0, 0.1, 0, 0.1, 0, 0.1));
  network.writeWeight('fc1/bias', Float64Array.of(0, 5));
  for (const { layer, kinks, maxRelativeError } of check(network, 3)) {
    if (layer !== 'fc1') continue;
    expect(kinks).toBeGreaterThan(0);
    expect(maxRelativeError).toBeGreaterThan(gradientTolerance);
  }
});

test('a kink near by makes the steps shorter', () => {
  const loss = softmaxCrossEntropy();
  const network = sampleNetwork({ activation: relu, loss, units: 3, hidden: [2] });
  network.writeWeight('fc1/kernel', new Float64Array(6));
  network.writeWeight('fc1/bias', Float64Array.of(0.001, 5));
  const [, bias] = check(network, 3);
  expect(bias).toMatchObject({ checked: 2, kinks: 0 });
  expect(bias?.maxRelativeError).toBeLessThan(gradientTolerance);
});

test('weights are as before, and a sample is the same for the same seed', () => {
  const network = sampleNetwork({
    activation: tanh,
    loss: softmaxCrossEntropy(),
    units: 3,
    hidden: [40],
  });
  const before = network.readWeight('fc1/kernel');
  const { inputs, labels, count } = sampleBatch(3);
  const run = (seed: number) =>
    checkGradients(network, inputs, labels, count, { samplesPerTensor: 5, seed });
  expect(run(0)).toEqual(run(0));
  expect(run(0)).not.toEqual(run(1));
  expect(run(0).map(({ checked }) => checked)).toEqual([5, 5, 5, 3]);
  expect(network.readWeight('fc1/kernel')).toEqual(before);
});

test('a gradient that is not a number is the largest error', () => {
  const broken = { ...tanh, derivative: () => Number.NaN };
  const network = sampleNetwork({
    activation: broken,
    loss: softmaxCrossEntropy(),
    units: 3,
    hidden: [4],
  });
  expect(check(network, 3)[0]?.maxRelativeError).toBeNaN();
});

test('relative errors are symmetric and bounded from below in their scale', () => {
  expect(relativeError(1, 1.5)).toBeCloseTo(1 / 3, 14);
  expect(relativeError(1.5, 1)).toBeCloseTo(1 / 3, 14);
  expect(relativeError(0, 0)).toBe(0);
  expect(relativeError(1e-12, 0)).toBeCloseTo(1e-4, 14);
});
