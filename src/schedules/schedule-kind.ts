import { z } from 'zod';
import type { Kind, Settings } from '../kinds/kind';

/** What every schedule may set. */
export const warmup = {
  warmupSteps: z
    .int()
    .nonnegative()
    .default(0)
    .describe(
      'Steps W over which the learning rate rises linearly: step 1 has 1/W of it, step W all of it, and the schedule starts behind. Other libraries begin with 0, and so with a step that does nothing.',
    ),
};

/** Where a step stands among those that a schedule covers: the ones behind the warm-up. */
export interface SchedulePosition {
  /** Steps since the schedule started: 0 in its first. */
  readonly elapsed: number;
  /** Steps of the run behind the warm-up. */
  readonly length: number;
}

/** How a learning rate changes over the steps of a run. */
export interface ScheduleKind<Shape extends z.ZodRawShape = z.ZodRawShape> extends Kind<Shape> {
  /** Whether the rate of a step depends on the length of the run: a longer one then begins anew. */
  readonly dependsOnLength: boolean;
  /** What the learning rate of the optimizer is multiplied by. */
  factorAt(settings: Settings<Shape>, position: SchedulePosition): number;
  /** The setting by which the rate never drops in a run of so many steps, if there is one. */
  idleSetting?(settings: Settings<Shape>, steps: number): (keyof Shape & string) | undefined;
}

/** Joins a schedule to the types of its settings. */
export const defineSchedule = <const Shape extends z.ZodRawShape>(
  kind: ScheduleKind<Shape>,
): ScheduleKind<Shape> => kind;
