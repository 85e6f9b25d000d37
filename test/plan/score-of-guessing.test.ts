import { countClasses, datasetOf, datasetSchema } from '../../src/datasets/registry';
import type { LossSpec } from '../../src/losses/registry';
import { scoreOfGuessing } from '../../src/plan/score-of-guessing';

const softmax: LossSpec = { type: 'softmaxCrossEntropy', reduction: 'mean' };
const overEntries: LossSpec = { type: 'softmaxCrossEntropy', reduction: 'meanOverEntries' };
const binary: LossSpec = { type: 'binaryCrossEntropy' };
const threeDigits = { name: 'mnist', classes: [3, 8, 9] };

test.each([
  ['test/accuracy', 'mnist', softmax, 0.1],
  ['validation/accuracy', 'fashion-mnist', softmax, 0.1],
  ['test/accuracy', threeDigits, softmax, 1 / 3],
  ['test/accuracy', 'moons', binary, 0.5],
  ['test/loss', 'mnist', softmax, Math.LN10],
  ['full-train/loss', threeDigits, softmax, 1.0986122886681098],
  ['train/loss', 'mnist', overEntries, 0.2302585092994046],
  ['test/loss', 'circles', softmax, Math.LN2],
  ['test/loss', 'circles', binary, Math.LN2],
] as const)('guessing gives a %s on %j', (metric, dataset, loss, score) => {
  const settings = { dataset: datasetSchema.parse(dataset), loss };
  expect(scoreOfGuessing(metric, { settings })).toBeCloseTo(score, 12);
});

const squared: LossSpec = { type: 'meanSquaredError' };

test.each([
  ['test/r2', {}, squared, 0],
  // The variance of the sine is 1/2, its mean distance from 0 is 2 / pi.
  ['test/rmse', { noise: 0 }, squared, Math.SQRT1_2],
  ['validation/mae', { noise: 0 }, squared, 2 / Math.PI],
  ['test/rmse', { noise: 1 }, squared, Math.sqrt(1.5)],
  ['test/loss', {}, squared, 1],
  ['test/loss', { noise: 0, standardizeTarget: false }, squared, 0.5],
  ['test/loss', {}, { type: 'huber', delta: 1 }, 0.5],
] as const)(
  'naming the mean of targets gives a %s with %j under %j',
  (metric, given, loss, score) => {
    const settings = { dataset: datasetSchema.parse({ name: 'sine', ...given }), loss };
    expect(Math.abs(scoreOfGuessing(metric, { settings }) - score)).toBeLessThan(0.02);
  },
);

test('classes are as many as the data have', async () => {
  const small = { name: 'synthetic-digits', train: 4, validation: 0, test: 4 } as const;
  const sources = { folders: [], cacheFolder: 'none', download: false };
  for (const given of [
    small,
    { ...small, classes: [1, 7] },
    { name: 'moons', size: 8, testSize: 8 },
  ]) {
    const spec = datasetSchema.parse(given);
    const { classNames } = await datasetOf(spec).load(spec, 0, sources);
    expect(classNames).toHaveLength(countClasses(spec) ?? Number.NaN);
  }
});
