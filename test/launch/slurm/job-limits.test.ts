import fc from 'fast-check';
import { planLimits } from '../../../src/launch/slurm/job-limits';

test('a worker stops three minutes before its end, and the signal comes in between', () => {
  expect(planLimits(7_200_000)).toEqual({
    minutes: 120,
    workSeconds: 117 * 60,
    signalSeconds: 120,
  });
});

test('however short a job is, most of it is for work, and the signal comes behind the deadline', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 9 }), (timeMs) => {
      const { minutes, workSeconds, signalSeconds } = planLimits(timeMs);
      expect(minutes * 60_000).toBeGreaterThanOrEqual(timeMs);
      expect(workSeconds).toBeGreaterThanOrEqual(minutes * 45);
      expect(workSeconds + signalSeconds).toBeLessThan(minutes * 60);
      expect(signalSeconds).toBeGreaterThan(0);
    }),
  );
});
