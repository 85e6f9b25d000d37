import { z } from 'zod';
import type { Settings } from '../../kinds/kind';
import { pixelRange } from '../images/image-settings';
import { fractionsSchema } from '../tables/split-settings';
import { standardizeTarget } from '../targets/target-settings';
import { exampleShape } from './example-shape';

/** What every data set of arrays may set. */
export const arraySettings = {
  classNames: z
    .array(z.string().min(1))
    .min(2)
    .max(256)
    .optional()
    .describe('What the classes are called, in the order of their labels; the labels by default.'),
  targets: z
    .boolean()
    .optional()
    .describe('Whether labels are numbers to predict, one or a row of them, instead of classes.'),
  standardizeTarget: standardizeTarget.optional(),
  shape: exampleShape,
  range: pixelRange,
  standardize: z
    .boolean()
    .default(false)
    .describe(
      'Brings values that are not bytes to mean 0 and standard deviation 1, by the training examples.',
    ),
  split: fractionsSchema
    .default({ validation: 0.2, test: 0.2, seed: 0 })
    .describe(
      'Shares of the examples, the same of each class, for splits without a file of their own.',
    ),
};

/** How arrays become a data set. */
export type ArraySettings = Settings<typeof arraySettings>;
