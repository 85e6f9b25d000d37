import {
  findTimeToTarget,
  summarizeTimes,
} from '../../../../src/analysis/statistics/tuning/time-to-target';

const never = Number.POSITIVE_INFINITY;
const curve = [0.5, 0.8, 0.79, 0.9].map((value, index) => ({ at: 100 * (index + 1), value }));

test('a target is reached at its first time, or never', () => {
  expect(findTimeToTarget(curve, 0.79, true)).toBe(200);
  expect(findTimeToTarget(curve, 0.95, true)).toBe(never);
  expect(findTimeToTarget(curve, 0.5, false)).toBe(100);
});

test('runs that never get there count as slowest', () => {
  expect(summarizeTimes([300, never, 100])).toMatchObject({ median: 300, reached: 2, count: 3 });
  expect(summarizeTimes([never, 100, never, 200]).median).toBe(never);
  expect(summarizeTimes([never, never])).toMatchObject({ median: never, reached: 0 });
});
