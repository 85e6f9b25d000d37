import { z } from 'zod';
import { metricNameSchema } from './metric-schema';

/** A figure that others published of a trial. */
export const publishedSchema = z.strictObject({
  where: z
    .record(z.string(), z.json())
    .default({})
    .describe('Values of axes that tell the trial, as in `exclude`; none for all trials.'),
  metric: metricNameSchema.describe('The metric that the figure is of.'),
  step: z.int().positive().optional().describe('The step it was measured at; or the last.'),
  value: z.number().describe('The figure as published.'),
  tolerance: z.number().nonnegative().describe('How far the mean over seeds may be from it.'),
  note: z.string().min(1).optional().describe('What readers of the comparison should know.'),
});

/** A figure that was published of a trial. */
export type PublishedFigure = z.output<typeof publishedSchema>;
