import { z } from 'zod';
import { isDistinct } from '../util/is-distinct';
import { defaults } from './defaults';

const examples = z.int().positive().max(1_000_000);
const seed = z
  .int()
  .nonnegative()
  .optional()
  .describe('Fixes the data for all runs. Without it, each run draws its own from its seed.');

const imageSettings = {
  range: z
    .union([z.tuple([z.literal(0), z.literal(1)]), z.tuple([z.literal(-1), z.literal(1)])], {
      error: '[0, 1] or [-1, 1]',
    })
    .default([...defaults.images.range])
    .describe('What pixels are scaled to.'),
  classes: z
    .array(z.int().min(0).max(9))
    .min(2)
    .max(10)
    .refine(isDistinct, 'has a class twice')
    .optional()
    .describe('Only these classes, numbered in this order.'),
};

const idxSettings = {
  ...imageSettings,
  validation: z
    .int()
    .nonnegative()
    .max(59_000)
    .default(defaults.images.validation)
    .describe('How many of the 60,000 training examples are kept for validation.'),
  trainSize: examples.optional().describe('Only this many training examples.'),
};

const pointSettings = {
  size: z.int().min(4).max(1_000_000).default(defaults.points.size).describe('Training points.'),
  noise: z
    .number()
    .nonnegative()
    .max(10)
    .default(defaults.points.noise)
    .describe('Standard deviation of the noise on each coordinate.'),
  validation: z
    .int()
    .nonnegative()
    .max(1_000_000)
    .default(defaults.points.validation)
    .describe('Validation points, besides the training points.'),
  testSize: z
    .int()
    .min(2)
    .max(1_000_000)
    .default(defaults.points.testSize)
    .describe('Test points.'),
  seed,
};

const datasetObject = z.discriminatedUnion('name', [
  z
    .strictObject({ name: z.literal('mnist'), ...idxSettings })
    .describe('Handwritten digits, 28 x 28 and gray: 60,000 to train with, 10,000 to test.'),
  z
    .strictObject({ name: z.literal('fashion-mnist'), ...idxSettings })
    .describe('Pictures of ten kinds of clothes, as many and as large as in mnist, and harder.'),
  z
    .strictObject({
      name: z.literal('synthetic-digits'),
      ...imageSettings,
      train: examples.default(defaults.syntheticDigits.train).describe('Training examples.'),
      validation: z
        .int()
        .nonnegative()
        .max(1_000_000)
        .default(defaults.syntheticDigits.validation)
        .describe('Validation examples, besides the training examples.'),
      test: examples.default(defaults.syntheticDigits.test).describe('Test examples.'),
      seed: z.int().nonnegative().default(0).describe('Draws the images; the same for all runs.'),
    })
    .describe('Digits that Ablate draws itself, 28 x 28 and gray: nothing has to be downloaded.'),
  z
    .strictObject({ name: z.literal('moons'), ...pointSettings })
    .describe('Points of two half circles, each of which reaches into the other: two classes.'),
  z
    .strictObject({
      name: z.literal('circles'),
      ...pointSettings,
      factor: z
        .number()
        .positive()
        .lt(1)
        .default(defaults.circlesFactor)
        .describe('Radius of the inner circle; the outer one has 1.'),
    })
    .describe('Points of two circles, one within the other: two classes.'),
]);

/** One data set: a name, or an object with `name` and its settings. */
export const datasetSchema = z
  .union([
    z.enum(['mnist', 'fashion-mnist', 'synthetic-digits', 'moons', 'circles']),
    datasetObject,
  ])
  .meta({ id: 'dataset', description: 'A data set: its name, or a mapping with its settings.' })
  .transform((value) => (typeof value === 'string' ? datasetObject.parse({ name: value }) : value));

/** A resolved data set. */
export type DatasetSpec = z.output<typeof datasetSchema>;

/** The name of a data set. */
export type DatasetName = DatasetSpec['name'];
