import { z } from 'zod';
import { evaluatedMetrics, type MetricName, metricNames, toMetricName } from './metric-names';

/** A metric, given by its name or by its TensorBoard tag. */
function namedBy<Name extends string>(names: readonly Name[]) {
  const toName = (given: unknown): unknown =>
    typeof given === 'string' ? toMetricName(given) : given;
  return z.preprocess(toName, z.enum(names));
}

/** Any metric. */
export const metricNameSchema = namedBy(metricNames);

/** A metric that is measured at evaluations. */
export const evaluatedMetricSchema = namedBy(evaluatedMetrics);

const goals = ['maximize', 'minimize'] as const;

/** What is better of a metric: more or less. */
export type Goal = (typeof goals)[number];

/** What trials are ranked by. */
export interface RankingMetric {
  readonly name: MetricName;
  readonly goal: Goal;
  /** The smallest difference of interest, in units of the metric. */
  readonly atLeast?: number | undefined;
}

const atLeast = z
  .number()
  .positive()
  .optional()
  .describe(
    'The smallest difference of interest: what differs by less beyond doubt is called equivalent.',
  );

/** What trials are ranked by, as far as a spec says it: planning fills in the rest. */
export const metricSchema = z.strictObject({
  name: metricNameSchema
    .optional()
    .describe('By default on validation data where every trial has them, on test data otherwise.'),
  goal: z
    .enum(goals)
    .optional()
    .describe('By default losses and errors are to be small, accuracy and r2 great.'),
  atLeast,
});

/** What trials are ranked by, with nothing left open. */
export const rankingMetricSchema = z.strictObject({
  name: z.enum(metricNames),
  goal: z.enum(goals),
  atLeast,
});

/** What is better of a metric, unless a spec says otherwise: a small loss or error, else more. */
export function goalOf(metric: string): Goal {
  return /\/(loss|mae|rmse)$/.test(metric) ? 'minimize' : 'maximize';
}
