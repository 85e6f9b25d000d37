import type { ScheduleSpec } from '../spec/optimizer-schema';

/**
 * Learning rate of a step: rises linearly over the warm-up, then follows the schedule, which starts
 * behind the warm-up.
 *
 * @param base learning rate of the optimizer.
 * @param step from 1.
 * @param steps length of the run.
 */
export function learningRateAt(
  schedule: ScheduleSpec,
  base: number,
  step: number,
  steps: number,
): number {
  const { warmupSteps } = schedule;
  if (step <= warmupSteps) return (base * step) / warmupSteps;
  const elapsed = step - 1 - warmupSteps;
  switch (schedule.type) {
    case 'constant':
      return base;
    case 'step':
      return base * schedule.factor ** Math.floor(elapsed / schedule.every);
    case 'exponential':
      return base * schedule.factor ** (elapsed / schedule.decaySteps);
    case 'cosine': {
      // Loshchilov and Hutter (2017), one period without restarts.
      const progress = elapsed / Math.max(1, steps - warmupSteps);
      const share = (1 + Math.cos(Math.PI * progress)) / 2;
      return base * (schedule.finalFraction + (1 - schedule.finalFraction) * share);
    }
  }
}
