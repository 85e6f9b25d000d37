import { z } from 'zod';

const fraction = z.number().min(0).lt(1);

/** How the examples of files are divided, and seeds it with a number of its own. */
export const fractionsSchema = z.strictObject({
  validation: fraction.default(0.2).describe('Share of the rows for validation.'),
  test: fraction.default(0.2).describe('Share of the rows to test with.'),
  seed: z
    .int()
    .nonnegative()
    .default(0)
    .describe('Decides which rows; runs of all seeds share them.'),
});

/** What share of the examples each split gets that has no file of its own. */
export type SplitFractions = z.output<typeof fractionsSchema>;

/** A column, by its name or its number: from 1, or from the last one back with -1. */
export const columnSchema = z.union([z.string().min(1), z.int()]);
