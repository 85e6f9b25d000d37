import { z } from 'zod';
import { exampleCount, validationCount } from '../example-counts';
import { digitNames } from '../images/class-names';
import { imageSettings } from '../images/image-settings';

/** What a spec may set of drawn digits. */
export const syntheticDigitsSettings = {
  ...imageSettings(digitNames.length),
  train: exampleCount.default(10_000).describe('Training examples.'),
  validation: validationCount
    .default(1000)
    .describe('Validation examples, besides the training examples.'),
  test: exampleCount.default(2000).describe('Test examples.'),
  seed: z.int().nonnegative().default(0).describe('Draws the images; the same for all runs.'),
};
