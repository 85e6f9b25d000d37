import {
  createUpdateRule,
  type OptimizerSettings,
} from '../../../src/reference/optimizers/create-update-rule';
import { createRandom } from '../../../src/util/random';

const rate = 0.1;

/** The path of one weight from 1 on under given gradients. */
function walk(settings: OptimizerSettings, gradients: readonly number[]): number[] {
  const rule = createUpdateRule(settings);
  const update = rule.attach(1);
  const weights = Float64Array.of(1);
  return gradients.map((gradient, index) => {
    update.apply(weights, Float64Array.of(gradient), rate, index + 1);
    for (const power of rule.powers) power.advance();
    return weights[0] ?? Number.NaN;
  });
}

const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const rmsprop = { type: 'rmsprop', decay: 0.9, epsilon: 1e-8 } as const;

/** Where an epsilon of 1 stands: the first step under a gradient of 2, on paper. */
test.each<[string, OptimizerSettings, number]>([
  [
    'beside the uncorrected root of Adam',
    { type: 'adam', ...adam, epsilon: 1 },
    (0.1 * Math.sqrt(0.001) * 2) / (Math.sqrt(0.004) + 1),
  ],
  ['beside the maximum of Adamax', { type: 'adamax', ...adam, epsilon: 1 }, (0.1 * 2) / (2 + 1)],
  [
    'inside the root of RMSprop',
    { ...rmsprop, epsilon: 1, momentum: 0, centered: false },
    0.2 / Math.sqrt(0.4 + 1),
  ],
  [
    'inside the root of centered RMSprop',
    { ...rmsprop, epsilon: 1, momentum: 0, centered: true },
    0.2 / Math.sqrt(0.36 + 1),
  ],
  [
    'beside the root of Adagrad',
    { type: 'adagrad', initialAccumulator: 0.25, epsilon: 1 },
    0.2 / (Math.sqrt(4.25) + 1),
  ],
])('epsilon stands %s', (_, settings, step) => {
  expect(walk(settings, [2])[0]).toBeCloseTo(1 - step, 12);
});

/** Steps under gradients 2 and 0, the second at a tenth of the rate. */
test.each<[string, OptimizerSettings, number]>([
  // m = 2, then 0.9 * 2: 0.1 * 2 + 0.01 * 1.8.
  ['outside of momentum', { type: 'momentum', momentum: 0.9, nesterov: false }, 0.2 + 0.018],
  // The step 0.2 / sqrt(0.4), then half of it again.
  [
    'inside of the momentum of RMSprop',
    { ...rmsprop, momentum: 0.5, centered: false },
    (1.5 * 0.2) / Math.sqrt(0.4),
  ],
])('the learning rate stands %s', (_, settings, distance) => {
  const update = createUpdateRule(settings).attach(1);
  const weights = Float64Array.of(1);
  update.apply(weights, Float64Array.of(2), rate, 1);
  update.apply(weights, Float64Array.of(0), rate / 10, 2);
  expect(1 - (weights[0] ?? Number.NaN)).toBeCloseTo(distance, 6);
});

/** Two steps under gradients 2 and -1, on paper. */
const onPaper: [string, OptimizerSettings, [number, number]][] = [
  ['sgd', { type: 'sgd' }, [0.8, 0.9]],
  // m = 2, then 0.9 * 2 - 1 = 0.8.
  ['momentum', { type: 'momentum', momentum: 0.9, nesterov: false }, [0.8, 0.72]],
  // g + 0.9 m = 3.8, then -1 + 0.72 = -0.28.
  ['nesterov', { type: 'momentum', momentum: 0.9, nesterov: true }, [0.62, 0.648]],
  // The first step of Adam is the learning rate. Then m = 0.18 - 0.1 = 0.08, v = 0.004996:
  // 0.1 * sqrt(0.001999) / 0.19 * 0.08 / sqrt(0.004996).
  [
    'adam',
    { type: 'adam', ...adam },
    [0.9, 0.9 - (0.1 * 0.08 * Math.sqrt(0.001999 / 0.004996)) / 0.19],
  ],
  // v = 2, then max(1.998, 1).
  ['adamax', { type: 'adamax', ...adam }, [0.9, 0.9 - (0.1 / 0.19) * (0.08 / 1.998)]],
  // rms = 0.4, then 0.36 + 0.1.
  [
    'rmsprop',
    { ...rmsprop, momentum: 0, centered: false },
    [1 - 0.2 / Math.sqrt(0.4), 1 - 0.2 / Math.sqrt(0.4) + 0.1 / Math.sqrt(0.46)],
  ],
  // mean = 0.2, rms - mean^2 = 0.36; then mean = 0.08, rms = 0.46.
  [
    'centered rmsprop',
    { ...rmsprop, momentum: 0, centered: true },
    [1 - 0.2 / 0.6, 1 - 0.2 / 0.6 + 0.1 / Math.sqrt(0.46 - 0.0064)],
  ],
  [
    'rmsprop with momentum',
    { ...rmsprop, momentum: 0.5, centered: false },
    [1 - 0.2 / Math.sqrt(0.4), 1 - 0.3 / Math.sqrt(0.4) + 0.1 / Math.sqrt(0.46)],
  ],
  // v = 0.4, d = sqrt(0.01 / 0.41) * 2; then v = 0.46, u = 0.1 d^2, d' = -sqrt((u + 0.01) / 0.47).
  [
    'adadelta',
    { type: 'adadelta', decay: 0.9, epsilon: 0.01 },
    [
      1 - 0.1 * Math.sqrt(0.01 / 0.41) * 2,
      1 - 0.1 * Math.sqrt(0.01 / 0.41) * 2 + 0.1 * Math.sqrt((0.004 / 41 / 0.01 + 0.01) / 0.47),
    ],
  ],
  // The sign of 0.1 * 2, then that of 0.9 * 0.02 - 0.1.
  ['lion', { type: 'lion', beta1: 0.9, beta2: 0.99, weightDecay: 0 }, [0.9, 1]],
  // With momentumDecay 0 mu is 0.45: m = 0.2, v = 0.004, root 2; 0.45 * 0.2 / (1 - 0.2025) + 2. Then
  // m = 0.08, v = 0.004996, root sqrt(0.004996 / 0.001999).
  [
    'nadam',
    { type: 'nadam', ...adam, momentumDecay: 0 },
    [
      1 - 0.05 * (0.09 / 0.7975 + 2),
      1 -
        0.05 * (0.09 / 0.7975 + 2) -
        (0.1 * ((0.45 * 0.08) / (1 - 0.45 ** 3) - 0.55 / 0.7975)) / Math.sqrt(0.004996 / 0.001999),
    ],
  ],
  // The accumulator starts at 0.25: 4.25, then 5.25.
  [
    'adagrad',
    { type: 'adagrad', initialAccumulator: 0.25, epsilon: 1e-8 },
    [1 - 0.2 / Math.sqrt(4.25), 1 - 0.2 / Math.sqrt(4.25) + 0.1 / Math.sqrt(5.25)],
  ],
];

test.each(onPaper)('%s: two steps as on paper', (_, settings, expected) => {
  const path = walk(settings, [2, -1]);
  for (const [step, weight] of expected.entries()) expect(path[step]).toBeCloseTo(weight, 7);
});

/** Sum over the steps so far of decay^age * value. */
function decayedSum(values: readonly number[], decay: number): number {
  const last = values.length - 1;
  return values.reduce((sum, value, step) => sum + decay ** (last - step) * value, 0);
}

const square = (gradients: readonly number[]) => gradients.map((gradient) => gradient ** 2);

/** The step behind some gradients, from all of them at once: no state is carried along. */
const unrolled: [string, OptimizerSettings, (gradients: readonly number[]) => number][] = [
  [
    'momentum',
    { type: 'momentum', momentum: 0.8, nesterov: false },
    (gradients) => decayedSum(gradients, 0.8),
  ],
  [
    'nesterov',
    { type: 'momentum', momentum: 0.8, nesterov: true },
    (gradients) => (gradients.at(-1) ?? 0) + 0.8 * decayedSum(gradients, 0.8),
  ],
  [
    'adam',
    { type: 'adam', beta1: 0.8, beta2: 0.95, epsilon: 1e-3 },
    (gradients) => {
      // With the means corrected, epsilon is divided by the root of the correction.
      const correction = 1 - 0.95 ** gradients.length;
      const mean = (0.2 * decayedSum(gradients, 0.8)) / (1 - 0.8 ** gradients.length);
      const meanSquare = (0.05 * decayedSum(square(gradients), 0.95)) / correction;
      return mean / (Math.sqrt(meanSquare) + 1e-3 / Math.sqrt(correction));
    },
  ],
  [
    'adamax',
    { type: 'adamax', beta1: 0.8, beta2: 0.95, epsilon: 1e-3 },
    (gradients) => {
      const last = gradients.length - 1;
      const largest = Math.max(
        ...gradients.map((gradient, step) => 0.95 ** (last - step) * Math.abs(gradient)),
      );
      const mean = (0.2 * decayedSum(gradients, 0.8)) / (1 - 0.8 ** gradients.length);
      return mean / (largest + 1e-3);
    },
  ],
  [
    'centered rmsprop',
    { type: 'rmsprop', decay: 0.7, momentum: 0, centered: true, epsilon: 1e-3 },
    (gradients) => {
      const mean = 0.3 * decayedSum(gradients, 0.7);
      const variance = 0.3 * decayedSum(square(gradients), 0.7) - mean ** 2;
      return (gradients.at(-1) ?? 0) / Math.sqrt(variance + 1e-3);
    },
  ],
  [
    'rmsprop with momentum',
    { type: 'rmsprop', decay: 0.7, momentum: 0.6, centered: false, epsilon: 1e-3 },
    (gradients) => {
      const scaled = gradients.map((gradient, step) => {
        const meanSquare = 0.3 * decayedSum(square(gradients.slice(0, step + 1)), 0.7);
        return gradient / Math.sqrt(meanSquare + 1e-3);
      });
      return decayedSum(scaled, 0.6);
    },
  ],
  [
    'adagrad',
    { type: 'adagrad', initialAccumulator: 0.5, epsilon: 1e-3 },
    (gradients) =>
      (gradients.at(-1) ?? 0) / (Math.sqrt(0.5 + decayedSum(square(gradients), 1)) + 1e-3),
  ],
];

test.each(unrolled)(
  '%s: each of 50 steps is what all gradients so far make',
  (_, settings, move) => {
    const random = createRandom(8);
    const gradients = Array.from({ length: 50 }, () => random.normal());
    let weight = 1;
    for (const [step, walked] of walk(settings, gradients).entries()) {
      weight -= rate * move(gradients.slice(0, step + 1));
      expect(walked).toBeCloseTo(weight, 12);
    }
  },
);

test('a weight without gradient stays where it is', () => {
  for (const [, settings] of onPaper) expect(walk(settings, [0, 0, 0])).toEqual([1, 1, 1]);
});
