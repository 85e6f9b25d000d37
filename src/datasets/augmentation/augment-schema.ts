import { z } from 'zod';

const shift = z
  .number()
  .nonnegative()
  .max(10_000)
  .refine((value) => value < 1 || Number.isInteger(value), 'whole pixels, or a share below 1')
  .default(0)
  .describe(
    'Images move by up to so many whole pixels, up or down and left or right; below 1 it is a share of height and width.',
  );

/** How training images are changed: what a spec may set, nothing unless it does. */
export const augmentSchema = z
  .strictObject({
    shift,
    rotate: z
      .number()
      .nonnegative()
      .max(180)
      .default(0)
      .describe('They turn about their middle by up to so many degrees, either way.'),
    zoom: z
      .number()
      .nonnegative()
      .max(0.9)
      .default(0)
      .describe('They grow or shrink by up to this share.'),
    flip: z
      .boolean()
      .default(false)
      .describe('Every other one, by chance, is mirrored: left is right.'),
    noise: z
      .number()
      .nonnegative()
      .max(10)
      .default(0)
      .describe(
        'Standard deviation of noise that every value gets, as the network sees values; pixels of files stay between black and white.',
      ),
  })
  .describe(
    'Changes that training images get anew in every step, drawn from the seed of the run; what is evaluated stays as it is. The edge of an image goes on where one is moved, turned or made smaller.',
  );

/** How training images are changed, with defaults filled in. */
export type AugmentSpec = z.output<typeof augmentSchema>;

/** What changes training images; what changes nothing is left out. */
export type Augmentation = Partial<AugmentSpec>;

/** Leaves out what changes nothing; undefined where nothing changes. */
export function activeAugmentation(spec: AugmentSpec | undefined): Augmentation | undefined {
  const active = Object.entries(spec ?? {}).filter(([, amount]) => Boolean(amount));
  return active.length === 0 ? undefined : Object.fromEntries(active);
}
