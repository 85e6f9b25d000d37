import { z } from 'zod';
import type { Settings } from '../../kinds/kind';
import { exampleShape } from '../arrays/example-shape';
import { standardizeTarget } from '../targets/target-settings';
import { columnSchema, fractionsSchema } from './split-settings';

const file = (what: string) => z.string().min(1).optional().describe(what);

/** What every table of the user may set. */
export const tableSettings = {
  file: file('The file, by its path from the folder of the spec.'),
  train: file('A file of training rows alone, instead of `file`.'),
  validation: file('A file of validation rows, besides `train`.'),
  test: file('A file of test rows, besides `train`.'),
  label: columnSchema
    .optional()
    .describe('The column of the class: a name, or a number from 1; -1 is the last.'),
  target: z
    .union([columnSchema, z.array(columnSchema).min(1).max(100)])
    .optional()
    .describe('Instead of `label`: the column of the number to predict, or a list of columns.'),
  standardizeTarget: standardizeTarget.optional(),
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
  shape: exampleShape,
};

/** What a table needs to be read, whatever it is written in. */
export type TableSettings = Settings<typeof tableSettings>;
