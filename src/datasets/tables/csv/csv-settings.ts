import { z } from 'zod';
import type { NamedSettings } from '../../dataset-kind';
import { columnSchema, fractionsSchema } from '../split-settings';

const file = (what: string) => z.string().min(1).optional().describe(what);

/** What `csv` may set. */
export const csvSettings = {
  file: file('The file, by its path from the folder of the spec; `.gz` is unpacked.'),
  train: file('A file of training rows alone, instead of `file`.'),
  validation: file('A file of validation rows, besides `train`.'),
  test: file('A file of test rows, besides `train`.'),
  label: columnSchema.describe(
    'The column of the class: a name, or a number from 1; -1 is the last.',
  ),
  features: z
    .array(columnSchema)
    .min(1)
    .optional()
    .describe('The columns to learn from; all others by default.'),
  categories: z
    .array(columnSchema)
    .default([])
    .describe('Columns of numbers that stand for categories. Columns of texts are found.'),
  missing: z
    .enum(['drop', 'mean'])
    .optional()
    .describe(
      'What becomes of rows with empty cells, `?`, `NA` or `NaN`; without it they are an error.',
    ),
  standardize: z
    .boolean()
    .default(true)
    .describe('Brings columns to mean 0 and standard deviation 1, by the training rows.'),
  split: z
    .union([z.string().min(1), fractionsSchema])
    .default({ validation: 0.2, test: 0.2, seed: 0 })
    .describe(
      'Shares of the rows, the same of each class, for what has no file of its own; or a column that says `train`, `validation` or `test`.',
    ),
  delimiter: z
    .string()
    .length(1)
    .optional()
    .describe('Between cells: a tab in files named `.tsv` or `.tab`, otherwise a comma.'),
  header: z
    .boolean()
    .optional()
    .describe('Whether the first line names the columns; by default, where no cell is a number.'),
  skipLines: z.int().nonnegative().default(0).describe('Lines in front that are not part of it.'),
};

/** A spec of `csv`. */
export type CsvSpec = NamedSettings<typeof csvSettings>;
