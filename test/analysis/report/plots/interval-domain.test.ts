import fc from 'fast-check';
import { chooseIntervalDomain } from '../../../../src/analysis/report/plots/interval-domain';

const row = (values: number[], low?: number, high?: number) => ({
  values,
  interval: low === undefined || high === undefined ? undefined : { low, high },
});

test('values that lie close together stay apart beside an interval of two seeds', () => {
  const domain = chooseIntervalDomain([row([0.2, 0.21], 0, 1), row([0.25, 0.3])], 'test/accuracy');
  expect(domain.low).toBeGreaterThan(0.05);
  expect(domain.high).toBeLessThan(0.45);
  expect(domain.isCut).toBe(true);
});

test('an axis ends where the metric does', () => {
  const domain = chooseIntervalDomain([row([0.2, 0.9], -0.8, 1.2)], 'test/accuracy');
  expect(domain).toEqual({ low: 0, high: 1, isCut: true });
  expect(chooseIntervalDomain([row([0.01, 0.5], -3, 4)], 'test/loss').low).toBe(0);
});

test('an axis holds intervals that are about as long as what was measured', () => {
  const domain = chooseIntervalDomain([row([0.5, 0.6], 0.45, 0.65)], 'test/accuracy');
  expect(domain.low).toBeLessThan(0.45);
  expect(domain.high).toBeGreaterThan(0.65);
  expect(domain.isCut).toBe(false);
});

test('every value of a seed lies on the axis, which has a length', () => {
  const value = fc.double({ min: 0, max: 1, noNaN: true });
  const rows = fc.array(
    fc.tuple(fc.array(value, { minLength: 1 }), fc.double({ min: 0, max: 2, noNaN: true })),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(rows, (list) => {
      const domain = chooseIntervalDomain(
        list.map(([values, reach]) =>
          row(values, (values[0] ?? 0) - reach, (values[0] ?? 0) + reach),
        ),
        'test/accuracy',
      );
      expect(domain.low).toBeLessThan(domain.high);
      for (const found of list.flatMap(([values]) => values)) {
        expect(domain.low).toBeLessThanOrEqual(found);
        expect(domain.high).toBeGreaterThanOrEqual(found);
      }
      expect(domain.low).toBeGreaterThanOrEqual(0);
      expect(domain.high).toBeLessThanOrEqual(1);
    }),
    { seed: 5 },
  );
});
