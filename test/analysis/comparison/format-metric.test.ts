import {
  formatDifference,
  formatLoss,
  formatMetric,
} from '../../../src/analysis/comparison/format-metric';

test.each([
  [0, '0'],
  [Math.LN10, '2.303'],
  [0.0123456, '0.01235'],
  [0.0001, '0.0001'],
  [0.00001234, '1.2e-5'],
  [1234.56, '1235'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
])('a loss of %d reads %s', (loss, text) => {
  expect(formatLoss(loss)).toBe(text);
});

test('accuracies have four digits behind the point, losses four that count', () => {
  expect(formatMetric('test/accuracy', 0.98765)).toBe('0.9877');
  expect(formatMetric('test/accuracy', 1)).toBe('1.0000');
  expect(formatMetric('validation/loss', 0.5)).toBe('0.5');
});

test('differences carry their sign', () => {
  expect(formatDifference('test/accuracy', 0.01)).toBe('+0.0100');
  expect(formatDifference('test/accuracy', -0.01)).toBe('-0.0100');
});
