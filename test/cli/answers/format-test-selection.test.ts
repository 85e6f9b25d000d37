import { formatTestSelection } from '../../../src/cli/answers/format-test-selection';
import { planSample } from '../../analysis/sample-results';

const grid = 'grid: { optimizer: [adam, sgd] }';
const choosing = (name: string) => planSample(`name: ${name}`, 'metric: { name: test/loss }', grid);

test('experiments that choose by their test data are named once, with what it means', () => {
  expect(formatTestSelection([choosing('a'), choosing('b'), choosing('c')])).toBe(
    [
      'note: a: trials are ranked by test/loss (and in b, c)',
      '  What comes out best on the test data is so partly by luck, and its test score promises too much.',
      '  Say `metric: { name: validation/loss }`; test metrics are shown all the same.',
    ].join('\n'),
  );
});

test('nothing is said of experiments that choose by validation data', () => {
  const plan = planSample('metric: { name: validation/accuracy }', grid);
  expect(formatTestSelection([plan])).toBeUndefined();
});
