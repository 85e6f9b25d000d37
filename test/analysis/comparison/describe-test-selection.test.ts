import { describeTestSelection } from '../../../src/analysis/comparison/describe-test-selection';
import { planText } from '../../plan/plan-samples';
import { linesOf, specWith } from '../../spec/format-problems';

const grid = 'grid: { optimizer: [adam, sgd] }';

function describeSpec(...lines: readonly string[]) {
  const planning = planText(specWith(...lines));
  if (!planning.ok) throw new Error(linesOf(planning.problems).join());
  return describeTestSelection(planning.plan);
}

test('choosing among trials by a test metric is told, with what to say instead', () => {
  expect(describeSpec('metric: { name: test/loss }', grid)).toEqual({
    choice: 'trials are ranked by test/loss',
    remedy: 'Say `metric: { name: validation/loss }`; test metrics are shown all the same.',
  });
});

test('so is a default that falls to the test data, with where validation data come from', () => {
  expect(describeSpec('dataset: { name: moons, validation: 0 }', grid)?.remedy).toBe(
    'Keep data for validation (`dataset.validation: 1000`) and say `metric: { name: validation/accuracy }`.',
  );
  expect(describeSpec('evaluate: [test]', grid)?.remedy).toBe(
    'Name validation in `evaluate` and say `metric: { name: validation/accuracy }`.',
  );
});

test('early stopping on the test data chooses even in one trial', () => {
  expect(describeSpec('earlyStopping: { metric: test/loss, patience: 3 }')).toEqual({
    choice: 'early stopping looks at test/loss',
    remedy: 'Say `earlyStopping.metric: validation/loss`; test metrics are shown all the same.',
  });
});

test('nothing is said where validation data choose, or nothing is chosen', () => {
  expect(describeSpec(grid)).toBeUndefined();
  expect(describeSpec('metric: { name: test/accuracy }', 'seeds: 3')).toBeUndefined();
  expect(describeSpec('metric: { name: train/loss }', grid)).toBeUndefined();
});
