import { type ScheduleSpec, scheduleOf } from './registry';

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
  const position = { elapsed: step - 1 - warmupSteps, length: steps - warmupSteps };
  return base * scheduleOf(schedule).factorAt(schedule, position);
}
