import { z } from 'zod';
import type { EarlyStoppingSettings } from '../plan/run-config';
import { goalOf } from '../spec/metric-schema';

const positionSchema = z.object({
  bestStep: z.int().nonnegative(),
  /** Absent before the first evaluation. */
  bestValue: z.number().optional(),
  evaluationsSince: z.int().nonnegative(),
});

/** What early stopping has seen so far; part of a checkpoint. */
export type EarlyStoppingPosition = z.output<typeof positionSchema>;

/** A position, or why a value is none. */
export type PositionParsing =
  | { readonly ok: true; readonly position: EarlyStoppingPosition | undefined }
  | { readonly ok: false; readonly reason: string };

/**
 * Parses what a checkpoint holds of early stopping: nothing where the run knows none. A value that
 * is no position must not pass for nothing, because the run would then end elsewhere.
 */
export function parsePosition(
  spec: EarlyStoppingSettings | undefined,
  value: unknown,
): PositionParsing {
  if (spec === undefined) return { ok: true, position: undefined };
  const result = positionSchema.safeParse(value);
  return result.success
    ? { ok: true, position: result.data }
    : { ok: false, reason: 'it does not say what early stopping had seen' };
}

/** Decides, from one evaluation to the next, whether a run still improves. */
export class EarlyStopping {
  private position: EarlyStoppingPosition;

  /**
   * @param position what `read` gave, for a run that goes on.
   */
  constructor(
    private readonly spec: EarlyStoppingSettings,
    position?: EarlyStoppingPosition,
  ) {
    this.position = position ?? { bestStep: 0, evaluationsSince: 0 };
  }

  /** Takes note of an evaluation; says whether it is the best so far. */
  observe(step: number, metrics: Readonly<Partial<Record<string, number>>>): boolean {
    const value = metrics[this.spec.metric];
    if (value === undefined) return false;
    const { bestValue } = this.position;
    const gain =
      goalOf(this.spec.metric) === 'minimize'
        ? (bestValue ?? Number.POSITIVE_INFINITY) - value
        : value - (bestValue ?? Number.NEGATIVE_INFINITY);
    const isBest = gain > this.spec.minDelta;
    this.position = isBest
      ? { bestStep: step, bestValue: value, evaluationsSince: 0 }
      : { ...this.position, evaluationsSince: this.position.evaluationsSince + 1 };
    return isBest;
  }

  /** Whether patience has run out. */
  get isOver(): boolean {
    return this.position.evaluationsSince >= this.spec.patience;
  }

  /** The step of the best evaluation. */
  get bestStep(): number {
    return this.position.bestStep;
  }

  /** The state, for a checkpoint. */
  read(): EarlyStoppingPosition {
    return this.position;
  }
}
