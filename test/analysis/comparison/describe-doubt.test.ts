import { describeDoubt } from '../../../src/analysis/comparison/describe-doubt';
import { boundsOfMetric } from '../../../src/analysis/comparison/metric-bounds';
import { estimateWithinRange } from '../../../src/analysis/statistics/means/estimate-within-range';

test.each([
  [
    'test/accuracy',
    [0.981, 0.979, 0.98, 0.1, 0.98],
    'two groups of seeds: 4 near 0.9800, 1 near 0.1000',
  ],
  ['test/accuracy', [0.981, 0.979, 0.98, 0.984, 0.977], ''],
  ['test/loss', [0.01, 3, 900], 'too skewed for an interval'],
  ['test/accuracy', [0.9], ''],
])('%s of %j: %s', (metric, values, words) => {
  const estimate = estimateWithinRange(values, boundsOfMetric(metric));
  expect(describeDoubt(estimate, metric)).toBe(words);
});

test('nothing is said of nothing', () => {
  expect(describeDoubt(undefined, 'test/accuracy')).toBe('');
});
