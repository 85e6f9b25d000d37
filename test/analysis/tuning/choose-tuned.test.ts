import { chooseTuned } from '../../../src/analysis/tuning/choose-tuned';
import { planSample, pretendResults } from '../sample-results';

const plan = planSample(
  'seeds: 2',
  'grid: { optimizer: [sgd, adam], optimizer.learningRate: [0.01, 0.1] }',
  'tune: [optimizer.learningRate]',
);

test('the best mean of each value of the question is chosen', () => {
  const { runs } = pretendResults(plan, ({ trial, seed }) =>
    trial === 'sgd_lr0.1' ? 0.9 - seed / 10 : trial.startsWith('adam') ? 0.8 : 0.84,
  );
  const choices = chooseTuned(plan, runs);
  expect(choices).toMatchObject([
    { question: { optimizer: 'sgd' }, trial: 'sgd_lr0.1', isProvisional: false },
    { question: { optimizer: 'adam' }, trial: 'adam_lr0.01', tuningMean: 0.8 },
  ]);
  expect(
    choices[0]?.trials.map((trial) => trial.map(({ config }) => [config.trial, config.seed])),
  ).toEqual([
    [
      ['sgd_lr0.01', 0],
      ['sgd_lr0.01', 1],
    ],
    [
      ['sgd_lr0.1', 0],
      ['sgd_lr0.1', 1],
    ],
  ]);
});

test('where less is better the least is chosen', () => {
  const losses = planSample(
    'metric: { name: test/loss }',
    'grid: { optimizer: [sgd], optimizer.learningRate: [0.01, 0.1] }',
    'tune: [optimizer.learningRate]',
  );
  const { runs } = pretendResults(losses, ({ trial }) => (trial === 'sgd_lr0.1' ? 0.9 : 0.5));
  // The loss of a sample falls as its accuracy rises.
  expect(chooseTuned(losses, runs)[0]?.trial).toBe('sgd_lr0.1');
});

test('nothing is chosen of what has yet to run', () => {
  const { runs } = pretendResults(plan, ({ trial }) =>
    trial.startsWith('sgd') ? 0.9 : { state: 'interrupted' },
  );
  expect(chooseTuned(plan, runs)).toMatchObject([
    { trial: 'sgd_lr0.01', isProvisional: false },
    { trial: undefined, tuningMean: undefined, isProvisional: true },
  ]);
});
