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
