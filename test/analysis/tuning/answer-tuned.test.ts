import { planNextStage } from '../../../src/analysis/stages/plan-next-stage';
import { answerTuned } from '../../../src/analysis/tuning/answer-tuned';
import { describeTunedDoubts } from '../../../src/analysis/tuning/describe-tuned';
import { findTunedAxes } from '../../../src/analysis/tuning/find-tuned-axes';
import type { ExperimentPlan } from '../../../src/plan/plan-experiment';
import { type Outcome, planSample, pretendResults } from '../sample-results';

const noise = (seed: number): number => Math.sin(7 * seed + 1) / 100;

function planWith(...lines: readonly string[]): ExperimentPlan {
  return planSample(
    'seeds: 3',
    'tune: [optimizer.learningRate]',
    'confirm: { seeds: 6 }',
    ...lines,
  );
}

/** The answer once every run that the plan comes to has ended so. */
function answer(plan: ExperimentPlan, outcome: Outcome, axes?: readonly string[]) {
  const stage = planNextStage(plan, pretendResults(plan, outcome).runs);
  const whole = stage?.plan ?? plan;
  return answerTuned(whole, pretendResults(whole, outcome).runs, axes);
}

const grid = 'grid: { optimizer: [sgd, adam], optimizer.learningRate: [0.01, 0.1, 1] }';
/** Averaged over rates SGD is far behind; tuned it is not. */
const sensitive: Outcome = ({ trial, seed }) =>
  (trial === 'sgd_lr0.1' ? 0.9 : trial.startsWith('sgd') ? 0.5 : 0.9) +
  noise(seed + (trial.startsWith('sgd') ? 40 : trial.length));

test('each value is compared with the setting that was chosen for it', () => {
  const { rows, isConfirmed, seedCount, score } = answer(planWith(grid), sensitive);
  expect({ isConfirmed, seedCount, score }).toEqual({
    isConfirmed: true,
    seedCount: 6,
    score: 'test/accuracy',
  });
  const sgd = rows.find(({ label }) => label === 'sgd');
  expect(sgd?.choices).toMatchObject([
    { trial: 'sgd_lr0.1', settings: { 'optimizer.learningRate': 0.1 }, trialCount: 3 },
  ]);
  const second = rows[1];
  expect(second?.verdict).toBe('not distinguishable');
  expect(Math.abs(second?.toBest?.difference ?? 1)).toBeLessThan(0.02);
});

test('a value that stays behind once tuned is worse', () => {
  const behind: Outcome = ({ trial, seed }) =>
    (trial.startsWith('sgd') ? (trial === 'sgd_lr0.1' ? 0.7 : 0.5) : 0.9) +
    noise(seed + 13 * trial.length);
  const { rows } = answer(planWith(grid), behind);
  expect(rows.map(({ label, verdict }) => [label, verdict])).toEqual([
    ['adam', undefined],
    ['sgd', 'worse'],
  ]);
  expect(rows[1]?.bestIsBetter).toMatchObject({ better: 6, count: 6 });
});

test('a difference that does not matter is equivalent, or open', () => {
  const metric = (atLeast: number) => `metric: { name: test/accuracy, atLeast: ${atLeast} }`;
  const verdict = (atLeast: number) =>
    answer(planWith(grid, metric(atLeast)), sensitive).rows[1]?.verdict;
  expect(verdict(0.5)).toBe('equivalent');
  expect(verdict(1e-6)).toBe('open');
});

test('before fresh seeds nothing is told apart', () => {
  const plan = { ...planWith(grid), confirmSeeds: [] };
  const { rows, isConfirmed } = answerTuned(plan, pretendResults(plan, sensitive).runs);
  expect(isConfirmed).toBe(false);
  expect(rows.every(({ toBest, verdict }) => (toBest ?? verdict) === undefined)).toBe(true);
  expect(rows[0]?.tuningMean).toBeCloseTo(rows[0]?.estimate?.mean ?? 0, 12);
});

test('fresh seeds that failed count as guessing', () => {
  const plan = planWith(grid);
  const failing: Outcome = (run) => (run.seed === 4 ? undefined : sensitive(run));
  const { rows } = answer(plan, failing);
  expect(rows.map(({ failedCount }) => failedCount)).toEqual([1, 1]);
  // Moons have two classes.
  expect(rows[0]?.bySeed.get(4)).toBe(0.5);
});

test('other axes of the question are averaged over, each tuned by itself', () => {
  const plan = planWith(
    'grid: { optimizer: [sgd, adam], model.activation: [relu, tanh], optimizer.learningRate: [0.01, 0.1] }',
  );
  const outcome: Outcome = ({ trial, seed }) =>
    (trial.includes('relu') ? 0.8 : 0.9) + (trial.endsWith('lr0.1') ? 0.02 : 0) + noise(seed);
  const { rows, averaged, axes } = answer(plan, outcome, ['optimizer']);
  expect({ axes, averaged }).toEqual({ axes: ['optimizer'], averaged: ['model.activation'] });
  expect(rows).toHaveLength(2);
  expect(rows[0]?.choices.map(({ trial }) => trial).toSorted()).toEqual(
    rows[0]?.label === 'sgd'
      ? ['sgd_relu_lr0.1', 'sgd_tanh_lr0.1']
      : ['adam_relu_lr0.1', 'adam_tanh_lr0.1'],
  );
  const fresh = [3, 4, 5, 6, 7, 8].map((seed) => 0.87 + noise(seed));
  expect([...(rows[0]?.bySeed.values() ?? [])]).toEqual(
    fresh.map((value) => expect.closeTo(value, 12)),
  );
});

test('where the best still got better with the last settings, more of them are asked for', () => {
  const { rows, score } = answer(planWith(grid), sensitive);
  const doubtsOf = (value: string): string => {
    const row = rows.find(({ label }) => label === value);
    return row === undefined ? '' : describeTunedDoubts(row, score);
  };
  // SGD is good at one of three rates: in a third of all orders the last of them is that one.
  expect(doubtsOf('sgd')).toMatch(
    /^its best still improved by 13 points over the last of 3 settings: try more$/,
  );
  // Adam is as good at all of them.
  expect(doubtsOf('adam')).not.toContain('try more');
});

test('a rise that does not matter asks for nothing, nor do values of which all were tried', () => {
  const more = (...lines: readonly string[]): boolean[] =>
    answer(planWith(...lines), sensitive).rows.map(({ choices }) =>
      choices.some(({ lastRise }) => lastRise !== undefined),
    );
  expect(more(grid, 'metric: { name: test/accuracy, atLeast: 0.2 }')).toEqual([false, false]);
  const names = planSample(
    'seeds: 3',
    'tune: [model.activation]',
    'grid: { optimizer: [sgd, adam], model.activation: [relu, tanh, sigmoid] }',
  );
  const { rows } = answer(names, ({ trial }) => (trial.includes('tanh') ? 0.9 : 0.5));
  expect(rows.map(({ choices }) => choices[0]?.lastRise)).toEqual([undefined, undefined]);
  const integers = (high: number): boolean => {
    const plan = planSample(
      'seeds: 3',
      `sample: { count: 4, axes: { batchSize: { intUniform: [5, ${high}] } } }`,
    );
    const best = Math.min(...plan.runs.map(({ axisValues }) => Number(axisValues['batchSize'])));
    const { runs } = pretendResults(plan, ({ axisValues }) =>
      axisValues['batchSize'] === best ? 0.9 : 0.5,
    );
    return answerTuned(plan, runs).rows[0]?.choices[0]?.lastRise !== undefined;
  };
  expect([integers(8), integers(80)]).toEqual([false, true]);
});

test('what is tuned is not compared tuned', () => {
  const plan = planWith(grid);
  expect(findTunedAxes(plan, [])).toEqual(['optimizer']);
  expect(findTunedAxes(plan, ['optimizer'])).toEqual(['optimizer']);
  expect(findTunedAxes(plan, ['learningRate'])).toBeUndefined();
  expect(findTunedAxes({ ...plan, tune: [] }, [])).toBeUndefined();
  expect(() => findTunedAxes(plan, ['momentum'])).toThrow('There is no axis momentum');
});
