import {
  estimateMean,
  intervalOfMean,
  tQuantile,
} from '../../../src/analysis/statistics/estimate-mean';

/** Quantiles of Student's t at 0.975, from the table of the NIST handbook (eda3672). */
test.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [9, 2.262],
  [29, 2.045],
  [100, 1.984],
])('t quantile of %d degrees of freedom is %d', (degrees, quantile) => {
  expect(tQuantile(0.975, degrees)).toBeCloseTo(quantile, 3);
});

test('the interval of the NIST example ZARR13.DAT', () => {
  const { low, high } = intervalOfMean(9.26146, 0.02278881, 195);
  expect(low).toBeCloseTo(9.258242, 5);
  expect(high).toBeCloseTo(9.264679, 5);
});

test('mean, standard deviation and interval of three values', () => {
  const estimate = estimateMean([1, 2, 6]);
  expect(estimate.count).toBe(3);
  expect(estimate.mean).toBe(3);
  expect(estimate.stddev).toBeCloseTo(Math.sqrt(7), 12);
  expect(estimate.interval?.high).toBeCloseTo(
    3 + (4.302652729911275 * Math.sqrt(7)) / Math.sqrt(3),
    8,
  );
});

test('one value has no spread', () => {
  expect(estimateMean([5])).toEqual({
    count: 1,
    mean: 5,
    stddev: undefined,
    interval: undefined,
  });
});
