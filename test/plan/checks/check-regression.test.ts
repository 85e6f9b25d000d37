import { linesOf } from '../../spec/format-problems';
import { planText } from '../plan-samples';

const spec = (...lines: readonly string[]): string =>
  ['name: a', 'model: mlp', 'optimizer: adam', 'steps: 100', ...lines].join('\n');

function problemsOf(...lines: readonly string[]): string {
  const planning = planText(spec(...lines));
  return planning.ok ? '' : linesOf(planning.problems).join('\n');
}

function metricOf(...lines: readonly string[]) {
  const planning = planText(spec('dataset: sine', 'loss: huber', ...lines));
  if (!planning.ok) throw new Error(linesOf(planning.problems).join('\n'));
  return planning.plan.metric;
}

test.each([
  [
    ['dataset: sine'],
    'softmaxCrossEntropy tells classes apart, but sine has numbers to predict',
    'loss: meanSquaredError',
  ],
  [
    ['dataset: moons', 'loss: meanSquaredError'],
    'meanSquaredError predicts numbers, but moons has 2 classes',
    'loss: softmaxCrossEntropy',
  ],
  [
    ['dataset: sine', 'loss: huber', 'metric: { name: test/accuracy }'],
    'the metric is test/accuracy, which is not measured under huber',
    'test/mae',
  ],
  [
    ['dataset: moons', 'metric: { name: test/rmse }'],
    'the metric is test/rmse, which is not measured under softmaxCrossEntropy',
    'test/accuracy',
  ],
  [
    ['dataset: sine', 'loss: huber', 'earlyStopping: { metric: test/accuracy, patience: 2 }'],
    'the metric is test/accuracy, which is not measured under huber',
    'test/mae',
  ],
  [
    ['dataset: sine', 'loss: huber', 'claims: ["mean(test/accuracy) > 0.5"]'],
    '`test/accuracy` is not measured under huber',
    'test/mae',
  ],
] as const)('%j: what does not go together is told', (lines, message, remedy) => {
  const told = problemsOf(...lines);
  expect(told).toContain(message);
  expect(told).toContain(remedy);
});

test('numbers are ranked by their error, in their own units, unless a spec says otherwise', () => {
  expect(metricOf()).toEqual({ name: 'validation/rmse', goal: 'minimize' });
  expect(metricOf('evaluate: [test]')).toEqual({ name: 'test/rmse', goal: 'minimize' });
  expect(metricOf('metric: { goal: maximize }')).toEqual({
    name: 'validation/r2',
    goal: 'maximize',
  });
  expect(metricOf('metric: { name: test/mae }').goal).toBe('minimize');
  expect(metricOf('metric: { name: test/r2 }').goal).toBe('maximize');
});
