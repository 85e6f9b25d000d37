import { datasetOf, datasetSchema } from '../../../src/datasets/registry';
import { askPython, testAgainstPython } from '../../ask-python';

const sources = { folders: [], cacheFolder: 'none', download: false };

const load = (settings: Record<string, unknown>, seed = 3) => {
  const spec = datasetSchema.parse(settings);
  return datasetOf(spec).load(spec, seed, sources);
};

describe.each(['sine', 'friedman'])('%s', (name) => {
  it('has the shape, the counts and the spread that planning was told', async () => {
    const spec = datasetSchema.parse({ name, size: 20_000 });
    const facts = await datasetOf(spec).facts(spec, sources);
    const { targets, ...dataset } = await load({ name, size: 20_000 });
    expect(facts).toMatchObject({
      inputShape: dataset.inputShape,
      classCount: 0,
      targets: { names: ['y'], isStandardized: true },
      trainCount: dataset.train.count,
      validationCount: dataset.validation.count,
      testCount: dataset.test.count,
    });
    expect(targets?.deviations[0]).toBeCloseTo(facts.targets?.deviations[0] ?? Number.NaN, 1);
    for (const { count, inputs, labels } of [dataset.train, dataset.validation, dataset.test]) {
      expect(inputs).toHaveLength(count * (dataset.inputShape[0] ?? 0));
      expect(labels).toHaveLength(count);
    }
  });

  it('is the same for the same seed, and another for another', async () => {
    const { checksum } = await load({ name });
    expect((await load({ name })).checksum).toBe(checksum);
    expect((await load({ name }, 4)).checksum).not.toBe(checksum);
    expect((await load({ name, seed: 1 }, 4)).train).toEqual((await load({ name, seed: 1 })).train);
  });

  it('leaves targets as they are where it is told to', async () => {
    const { targets } = await load({ name, standardizeTarget: false });
    expect(targets).toEqual({ names: ['y'], means: [0], deviations: [1] });
  });
});

test('points of a sine curve', async () => {
  const { train } = await load({ name: 'sine', noise: 0 });
  for (const [example, label] of train.labels.entries()) {
    const x = train.inputs[example] ?? 0;
    expect(Math.abs(x)).toBeLessThanOrEqual(1);
    expect(label).toBeCloseTo(Math.sin(2 * Math.PI * x), 5);
  }
});

const program = `
import numpy as np
from sklearn.datasets import make_friedman1

inputs = np.array(data)

class Given(np.random.RandomState):
    def uniform(self, size):
        return inputs

answer = make_friedman1(n_samples=len(inputs), noise=0, random_state=Given())[1].tolist()
`;

testAgainstPython('the formula of friedman is that of make_friedman1', () => {
  const spec = datasetSchema.parse({ name: 'friedman', noise: 0, size: 20 });
  return datasetOf(spec)
    .load(spec, 3, sources)
    .then(({ train }) => {
      const rows = Array.from({ length: 20 }, (_, row) => [
        ...train.inputs.subarray(10 * row, 10 * row + 10),
      ]);
      const expected = askPython(program, rows) as readonly number[];
      for (const [row, value] of expected.entries())
        expect(train.labels[row]).toBeCloseTo(value, 4);
    });
});
