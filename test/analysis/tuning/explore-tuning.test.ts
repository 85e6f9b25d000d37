import { describeLeads, describeWidth } from '../../../src/analysis/tuning/describe-exploration';
import { exploreTuning } from '../../../src/analysis/tuning/explore-tuning';
import { describeShares } from '../../../src/analysis/tuning/share-axes';
import { type Outcome, planSample, pretendResults } from '../sample-results';

const plan = planSample(
  'grid: { optimizer: [adam, sgd], optimizer.learningRate: [0.01, 0.1, 1] }',
  'tune: [optimizer.learningRate]',
  'seeds: 2',
);
/** Adam is good at all rates; SGD is better at one and bad at the others. */
const outcome: Outcome = ({ trial, seed }) =>
  (trial.startsWith('adam') ? 0.8 : trial.endsWith('0.1') ? 0.9 : 0.5) + seed / 1000;
const exploration = exploreTuning(plan, pretendResults(plan, outcome).runs);

test('the expected best grows from the mean of all settings to the best of them', () => {
  const sgd = exploration.values.find(({ label }) => label === 'sgd');
  const expected = sgd?.budgets.map((point) => point.expected) ?? [];
  // Of two of three, two pairs in three hold the best.
  const of = [(0.9 + 0.5 + 0.5) / 3, (2 * 0.9 + 0.5) / 3, 0.9].map((mean) => mean + 0.0005);
  expect(expected).toEqual(of.map((mean) => expect.closeTo(mean, 10)));
});

test('small budgets have another order than large ones', () => {
  expect(exploration.leads.map(({ from, leader }) => [from, leader])).toEqual([
    [1, 'adam'],
    [3, 'sgd'],
  ]);
  expect(describeLeads(exploration)).toMatch(/from 1 on adam .*, from 3 on sgd /);
});

test('how forgiving a rate is is told in decades, within the tolerance', () => {
  const [adam, sgd] = exploration.values.map(({ sensitivities }) =>
    describeWidth(sensitivities['optimizer.learningRate']),
  );
  expect(exploration.tolerance).toBe(0.01);
  expect(adam).toBe('at least 2.0 decades');
  // 0.01 of a fall of 0.4 on both sides of the best.
  expect(sgd).toBe('0.1 decades');
});

test('the variance is shared out among axes, both together, and seeds', () => {
  const { terms, residual, isBalanced } = exploration.shares ?? {
    terms: [],
    residual: 1,
    isBalanced: false,
  };
  expect(isBalanced).toBe(true);
  expect(terms.map(({ axes }) => axes)).toEqual([
    [],
    ['optimizer'],
    ['optimizer.learningRate'],
    ['optimizer', 'optimizer.learningRate'],
  ]);
  expect(terms.reduce((sum, { share }) => sum + share, residual)).toBeCloseTo(1, 10);
  // Means by optimizer are 0.8 and 0.6333.
  expect(terms[1]?.share).toBeCloseTo(((0.8 - 0.6333333333) ** 2 * 12) / 4 / sumOfSquares(), 3);
  expect(exploration.shares && describeShares(exploration.shares)).toMatch(
    /seed 0 %, not explained 0 %/,
  );
});

/** Of all 12 values about their mean. */
function sumOfSquares(): number {
  const values = [0.8, 0.8, 0.8, 0.5, 0.9, 0.5].flatMap((value) => [value, value + 0.001]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
