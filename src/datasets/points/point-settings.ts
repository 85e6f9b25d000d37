import { z } from 'zod';
import type { NamedSettings } from '../dataset-kind';
import { validationCount } from '../example-counts';

/** What every data set of points may set. */
export const pointSettings = {
  size: z.int().min(4).max(1_000_000).default(200).describe('Training points.'),
  noise: z
    .number()
    .nonnegative()
    .max(10)
    .default(0.2)
    .describe('Standard deviation of the noise on each coordinate.'),
  validation: validationCount
    .default(1000)
    .describe('Validation points, besides the training points.'),
  testSize: z.int().min(2).max(1_000_000).default(1000).describe('Test points.'),
  seed: z
    .int()
    .nonnegative()
    .optional()
    .describe('Fixes the data for all runs. Without it, each run draws its own from its seed.'),
};

/** A spec of points in the plane, of two classes. */
export type PointDatasetSpec = NamedSettings<typeof pointSettings>;

/** What classes of points are called: by the curve that they are scattered about. */
export const pointClassNames: readonly string[] = ['outer', 'inner'];
