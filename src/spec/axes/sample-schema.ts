import { z } from 'zod';
import { quasiRandomDimensions } from '../../util/quasi-random';
import { defaults } from '../defaults';

const bounds = (number: z.ZodNumber | z.ZodInt) =>
  z.tuple([number, number]).refine(([low, high]) => low < high, {
    message: 'is no range: the first number has to be the smaller one',
  });

const forms = ['uniform', 'logUniform', 'intUniform', 'choice'] as const;

const distributionSchema = z
  .strictObject({
    uniform: bounds(z.number()).optional().describe('Evenly from a range: [0, 0.5].'),
    logUniform: bounds(z.number().positive())
      .optional()
      .describe('Evenly over the decades of a range: [1e-4, 1].'),
    intUniform: bounds(z.int()).optional().describe('A whole number of a range, ends included.'),
    choice: z.array(z.json()).min(2).optional().describe('One of these values.'),
    when: z
      .record(z.string(), z.json())
      .optional()
      .describe(
        'Only where axes of the grid have these values; a list names several: { optimizer: momentum }.',
      ),
  })
  .refine((given) => forms.filter((form) => given[form] !== undefined).length === 1, {
    message: `has to say one of ${forms.join(', ')}`,
  })
  .meta({ id: 'distribution', description: 'What the values of a sampled axis are drawn from.' });

/** A resolved distribution. */
export type DistributionSpec = z.output<typeof distributionSchema>;

/**
 * Settings that are drawn instead of listed. Every combination of the grid gets as many points, and
 * those of one index are the same point of the sequence, so that what is compared had the same
 * budget and the same luck.
 */
export const sampleSchema = z
  .strictObject({
    count: z
      .int()
      .positive()
      .max(10_000)
      .describe(
        'Points for each combination of the grid. A larger count keeps the points of a smaller one.',
      ),
    method: z
      .enum(['quasiRandom', 'random'])
      .default('quasiRandom')
      .describe('`quasiRandom` leaves smaller gaps than chance does; `random` is chance.'),
    seed: z.int().nonnegative().default(0).describe('Draws the points; another one draws others.'),
    axes: z
      .record(z.string(), z.union([distributionSchema, z.array(distributionSchema).min(1)]))
      .refine((axes) => Object.keys(axes).length > 0, { message: 'has no axes' })
      .refine((axes) => Object.keys(axes).length <= quasiRandomDimensions, {
        message: `has more than ${quasiRandomDimensions} axes`,
      })
      .describe(
        'Settings and what their values are drawn from: optimizer.learningRate: { logUniform: [1e-4, 1] }. Of a list, the first whose `when` holds counts; where none does, the setting is not drawn.',
      ),
  })
  .describe(
    `Settings that are drawn instead of listed, rounded to ${defaults.sampledDigits} digits.`,
  );

/** A resolved sample. */
export type SampleSpec = z.output<typeof sampleSchema>;

/** The distributions of an axis, in the order in which they are tried. */
export function listDistributions(
  written: SampleSpec['axes'][string] | undefined,
): readonly DistributionSpec[] {
  if (written === undefined) return [];
  return Array.isArray(written) ? written : [written];
}

/** A value that a distribution can give, to stand for all of them. */
export function exampleOf({ uniform, logUniform, intUniform, choice }: DistributionSpec): unknown {
  return choice?.[0] ?? (uniform ?? logUniform ?? intUniform)?.[0];
}
