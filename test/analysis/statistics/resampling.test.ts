import fc from 'fast-check';
import { mean, median, sampleStandardDeviation } from 'simple-statistics';
import { percentileInterval, resample } from '../../../src/analysis/statistics/bootstrap';
import { jackknife } from '../../../src/analysis/statistics/jackknife';

const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
  minLength: 2,
  maxLength: 20,
});

test('the pseudo-values of a mean are the values themselves', () => {
  fc.assert(
    fc.property(values, (units) => {
      const pseudo = jackknife(units, (some) => mean([...some]));
      for (const [index, value] of units.entries()) expect(pseudo[index]).toBeCloseTo(value, 8);
    }),
    { seed: 1 },
  );
});

test('the jackknife takes the bias out of the variance that divides by n', () => {
  const units = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4];
  const biased = (some: readonly number[]): number => {
    const center = mean([...some]);
    return mean(some.map((value) => (value - center) ** 2));
  };
  // Efron and Tibshirani, section 10.6: the corrected estimate is the one that divides by n - 1.
  expect(mean(jackknife(units, biased))).toBeCloseTo(sampleStandardDeviation(units) ** 2, 10);
});

test('the bootstrap interval of a median holds it, and repeats itself', () => {
  const units = Array.from({ length: 25 }, (_, index) => index);
  const theta = (some: readonly number[]): number => median([...some]);
  const interval = percentileInterval(resample(units, theta));
  expect(interval).toEqual(percentileInterval(resample(units, theta)));
  // By order statistics, the 95 % interval of a median of 25 runs from the 8th to the 18th value.
  expect(Math.abs(interval.low - 7)).toBeLessThanOrEqual(1);
  expect(Math.abs(interval.high - 17)).toBeLessThanOrEqual(1);
});
