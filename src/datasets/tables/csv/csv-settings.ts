import { z } from 'zod';
import type { NamedSettings } from '../../dataset-kind';
import { tableSettings } from '../table-settings';

/** What `csv` may set. */
export const csvSettings = {
  ...tableSettings,
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
