import { z } from 'zod';
import { isDistinct } from '../../util/is-distinct';

/** What pixels are scaled to. */
export const pixelRange = z
  .union([z.tuple([z.literal(0), z.literal(1)]), z.tuple([z.literal(-1), z.literal(1)])], {
    error: '[0, 1] or [-1, 1]',
  })
  .default([0, 1])
  .describe('What pixels are scaled to.');

/** What every data set of images may set, with so many classes. */
export const imageSettings = (classCount: number) => ({
  range: pixelRange,
  classes: z
    .array(
      z
        .int()
        .min(0)
        .max(classCount - 1),
    )
    .min(2)
    .max(classCount)
    .refine(isDistinct, 'has a class twice')
    .optional()
    .describe('Only these classes, numbered in this order.'),
});
