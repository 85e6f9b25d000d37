import { wilsonInterval } from '../../../src/analysis/statistics/wilson-interval';

/** proportion_confint(happened, count, method='wilson') of statsmodels. */
test.each([
  [2, 5, 0.1176208, 0.7692757],
  [0, 5, 0, 0.4344825],
  [5, 5, 0.5655175, 1],
  [1, 30, 0.0059087, 0.1667031],
])('%d of %d', (happened, count, low, high) => {
  const interval = wilsonInterval(happened, count);
  expect(interval.low).toBeCloseTo(low, 5);
  expect(interval.high).toBeCloseTo(high, 5);
});
