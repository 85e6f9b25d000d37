import type { z } from 'zod';
import type { KindRegistry } from '../kinds/kind';
import { kindSchema } from '../kinds/kind-schema';
import { constant } from './constant';
import { cosine } from './cosine';
import { exponential } from './exponential';
import { type ScheduleKind, warmup } from './schedule-kind';
import { step } from './step';

/** Every schedule, by its name in specs. */
export const schedules = {
  constant,
  step,
  exponential,
  cosine,
} as const satisfies KindRegistry<ScheduleKind>;

/** How the learning rate changes over the steps of a run. */
export const scheduleSchema = kindSchema(schedules, {
  id: 'schedule',
  description: 'How the learning rate changes over the steps of a run.',
  common: warmup,
});

/** A resolved schedule. */
export type ScheduleSpec = z.output<typeof scheduleSchema>;

/** The schedule that a spec names. */
export function scheduleOf({ type }: ScheduleSpec): ScheduleKind {
  return schedules[type];
}
