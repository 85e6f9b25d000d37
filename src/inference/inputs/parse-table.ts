import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { UserError } from '../../util/user-error';
import { readFile } from './read-file';

/** A row of a table, with the line that it stands in. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const recordsSchema = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }),
);

/**
 * Reads a table of text: tabs between cells in files named `.tsv`, otherwise commas or semicolons.
 *
 * @throws UserError where the file can't be read, or its quotes don't close.
 */
export function parseTable(file: string): readonly TableRow[] {
  const isTabbed = /\.tsv$/i.test(path.extname(file));
  try {
    const records: unknown = parse(readFile(file), {
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      delimiter: isTabbed ? '\t' : [',', ';'],
    });
    return recordsSchema
      .parse(records)
      .map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file} can't be read as a table: ${reason}`);
  }
}
