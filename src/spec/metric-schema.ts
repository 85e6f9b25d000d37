import { z } from 'zod';

/** Metrics that are measured at evaluations. */
export const evaluatedMetrics = [
  'test/accuracy',
  'test/loss',
  'validation/accuracy',
  'validation/loss',
  'full-train/accuracy',
  'full-train/loss',
] as const;

/** A metric that is measured at evaluations. */
export type EvaluatedMetric = (typeof evaluatedMetrics)[number];

/** Metrics that a run ends with, where its data has the split. */
export const metricNames = [...evaluatedMetrics, 'train/accuracy', 'train/loss'] as const;

const goals = ['maximize', 'minimize'] as const;

/** What is better of a metric: more or less. */
export type Goal = (typeof goals)[number];

/** What trials are ranked by. */
export interface RankingMetric {
  readonly name: (typeof metricNames)[number];
  readonly goal: Goal;
}

/** What trials are ranked by, as far as a spec says it: planning fills in the rest. */
export const metricSchema = z.strictObject({
  name: z
    .enum(metricNames)
    .optional()
    .describe('By default on validation data where every trial has them, on test data otherwise.'),
  goal: z
    .enum(goals)
    .optional()
    .describe('By default a loss is to be small and an accuracy great.'),
});

/** What trials are ranked by, with nothing left open. */
export const rankingMetricSchema = z.strictObject({
  name: z.enum(metricNames),
  goal: z.enum(goals),
});

/** What is better of a metric, unless a spec says otherwise: a small loss, a great accuracy. */
export function goalOf(metric: string): Goal {
  return metric.endsWith('/loss') ? 'minimize' : 'maximize';
}
