import { describeHumps, findTwoHumps } from '../../../../src/analysis/statistics/means/two-humps';
import { createRandom } from '../../../../src/util/random';
import { askPython, testAgainstPython } from '../../../ask-python';

const random = createRandom(12);
const draw = (count: number, center: number): number[] =>
  Array.from({ length: count }, () => center + 0.1 * random.normal());

testAgainstPython('the split is that of scikit-learn for two clusters', () => {
  const samples = [
    [...draw(4, 0), ...draw(6, 5)],
    [...draw(1, 0), ...draw(9, 5)],
    [...draw(15, 0), ...draw(5, 5)],
    [...draw(2, 0), ...draw(3, 40)],
  ];
  const program = `
import numpy as np
from sklearn.cluster import KMeans
def lowest(values):
    x = np.array(values)[:, None]
    fit = KMeans(2, n_init=20, random_state=0).fit(x)
    return int((fit.labels_ == fit.labels_[x.argmin()]).sum())
answer = [lowest(values) for values in data]`;
  expect(samples.map(findTwoHumps)).toEqual(askPython(program, samples));
});

test.each([4, 5, 7, 10, 17, 40])('of %d normal values 1 % look like two groups', (count) => {
  const flagged = Array.from({ length: 1200 }, () => findTwoHumps(draw(count, 0)));
  const share = flagged.filter((one) => one !== undefined).length / flagged.length;
  // Three standard errors of 1 % are 0.9 %.
  expect(Math.abs(share - 0.01)).toBeLessThan(0.009);
});

test('steps of a rounded score are no groups, nor is one value', () => {
  expect(findTwoHumps([0.95, 0.95, 1, 1, 0.95])).toBeUndefined();
  expect(findTwoHumps([0.5, 0.5, 0.5])).toBeUndefined();
  expect(findTwoHumps([0.5, 0.9])).toBeUndefined();
});

test('groups are summed up', () => {
  expect(describeHumps([3, 1, 9, 2], 3)).toEqual({
    low: { count: 3, mean: 2 },
    high: { count: 1, mean: 9 },
  });
});
