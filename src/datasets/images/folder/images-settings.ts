import { z } from 'zod';
import type { NamedSettings } from '../../dataset-kind';
import { fractionsSchema } from '../../tables/split-settings';
import { pixelRange } from '../image-settings';

const side = z.int().positive().max(1024);

/** What `images` may set. */
export const imagesSettings = {
  folder: z
    .string()
    .min(1)
    .describe(
      'The folder, by its path from the folder of the spec. It has a folder of images for each class, or folders `train`, `validation` and `test` with such folders.',
    ),
  size: z
    .union([side, z.tuple([side, side])], { error: 'a number of pixels, or [height, width]' })
    .describe('What all images are brought to, in pixels: a side, or `[height, width]`.'),
  color: z
    .enum(['gray', 'rgb'])
    .default('rgb')
    .describe('Whether images have one channel or red, green and blue.'),
  fit: z
    .enum(['stretch', 'crop'])
    .default('stretch')
    .describe('How images of another shape get there: stretched, or their middle cut out.'),
  range: pixelRange,
  split: fractionsSchema
    .default({ validation: 0.2, test: 0.2, seed: 0 })
    .describe('Shares of the images, the same of each class, for what has no folder of its own.'),
};

/** A spec of `images`. */
export type ImagesSpec = NamedSettings<typeof imagesSettings>;
