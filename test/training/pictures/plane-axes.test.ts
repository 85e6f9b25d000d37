import fc from 'fast-check';
import { chooseTicks } from '../../../src/training/pictures/plane-axes';

test.each([
  [-1.2, 2.3, 5, ['−1', '0', '1', '2']],
  [0, 1, 5, ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']],
  [-0.3, 0.3, 3, ['−0.2', '0.0', '0.2']],
  [0, 120, 3, ['0', '50', '100']],
  [0, 3e6, 3, ['0', '1e+6', '2e+6', '3e+6']],
  [1, 1, 3, []],
])('from %d to %d, about %i ticks', (low, high, count, texts) => {
  expect(chooseTicks(low, high, count).map(({ text }) => text)).toEqual(texts);
});

test('ticks lie inside, at equal distances, are about as many as asked for, and read differently', () => {
  const size = fc.double({ min: 1e-3, max: 1e4, noNaN: true });
  const place = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(place, size, fc.integer({ min: 2, max: 12 }), (low, length, count) => {
      const ticks = chooseTicks(low, low + length, count);
      const slack = 1e-6 * (length + Math.abs(low));
      expect(ticks.length).toBeLessThanOrEqual(count + 1);
      expect(ticks.length).toBeGreaterThanOrEqual(Math.floor(count / 2.5));
      const gaps = ticks.slice(1).map(({ value }, index) => value - (ticks[index]?.value ?? 0));
      for (const gap of gaps) expect(Math.abs(gap - (gaps[0] ?? 0))).toBeLessThan(slack);
      for (const { value } of ticks) {
        expect(value).toBeGreaterThan(low - slack);
        expect(value).toBeLessThan(low + length + slack);
      }
      expect(new Set(ticks.map(({ text }) => text)).size).toBe(ticks.length);
    }),
    { seed: 7 },
  );
});
