import { cutIntoBins } from '../../../../src/analysis/statistics/tuning/cut-into-bins';
import {
  type ScoredCell,
  shareVariance,
} from '../../../../src/analysis/statistics/tuning/variance-shares';
import { createRandom } from '../../../../src/util/random';
import { askPython, testAgainstPython } from '../../../ask-python';

const random = createRandom(8);
const combine = <A, B>(first: readonly A[], second: readonly B[]) =>
  first.flatMap((a) => second.map((b) => [a, b] as const));
const axes = ['optimizer', 'rate', 'width'];
const observations = combine(
  combine(['sgd', 'adam'], ['0.1', '0.01', '0.001']),
  combine(['10', '20'], [0, 1, 2]),
).map(([[optimizer, rate], [width, seed]]): ScoredCell => {
  const peak = optimizer === 'sgd' && rate === '0.1' ? 2 : 0;
  const value = peak + (width === '20' ? 0.5 : 0) + 0.3 * seed + random.normal();
  return { levels: { optimizer, rate, width }, seed, value };
});

const program = `
import pandas, statsmodels.formula.api as smf
from statsmodels.stats.anova import anova_lm
frame = pandas.DataFrame([{**o["levels"], "seed": str(o["seed"]), "y": o["value"]} for o in data])
fit = smf.ols("y ~ C(seed) + (C(optimizer) + C(rate) + C(width))**2", frame).fit()
table = anova_lm(fit, typ=2)
total = ((frame.y - frame.y.mean())**2).sum()
names = ["C(seed)", "C(optimizer)", "C(rate)", "C(width)", "C(optimizer):C(rate)",
         "C(optimizer):C(width)", "C(rate):C(width)", "Residual"]
answer = [[table.loc[n, "sum_sq"] / total, table.loc[n, "df"]] for n in names]`;

function expectAsStatsmodels(some: readonly ScoredCell[], isBalanced: boolean): void {
  const answer = askPython(program, some) as [number, number][];
  const shares = shareVariance(some, axes);
  expect(shares.isBalanced).toBe(isBalanced);
  for (const [index, { share, degreesOfFreedom }] of shares.terms.entries()) {
    expect(share).toBeCloseTo(answer[index]?.[0] ?? 0, 10);
    expect(degreesOfFreedom).toBe(answer[index]?.[1]);
  }
  expect(shares.residual).toBeCloseTo(answer.at(-1)?.[0] ?? 0, 10);
}

testAgainstPython('shares of a full grid are those of statsmodels', () => {
  expectAsStatsmodels(observations, true);
});

testAgainstPython('shares where runs are missing are those of type II of statsmodels', () => {
  expectAsStatsmodels(
    observations.filter((_, index) => ![0, 5, 6, 20].includes(index)),
    false,
  );
});

test('shares of a full grid add up to 1', () => {
  const { terms, residual } = shareVariance(observations, axes);
  expect(terms.reduce((sum, { share }) => sum + share, residual)).toBeCloseTo(1, 10);
});

test('bins have about equal counts, and equal values share one', () => {
  expect(cutIntoBins([5, 1, 4, 2, 3, 6, 8, 7], 4)).toEqual([2, 0, 1, 0, 1, 2, 3, 3]);
  expect(cutIntoBins([1, 2, 2, 2], 2)).toEqual([0, 1, 1, 1]);
  expect(cutIntoBins([3, 3], 4)).toEqual([0, 0]);
});
