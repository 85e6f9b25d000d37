import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { countValues } from '../../util/count-values';
import { UserError } from '../../util/user-error';
import type { NamedInput } from './named-input';
import { readFile } from './read-file';

/**
 * Reads rows of numbers, a column for each input in the order of the training data; a first line without
 * numbers names the columns.
 *
 * @throws UserError with row and column where a cell is no number or a row has another length.
 */
export async function readRows(
  file: string,
  inputShape: readonly number[],
): Promise<readonly NamedInput[]> {
  const rows = parseTable(file);
  const first = rows[0]?.cells ?? [];
  const hasHeader = first.every((cell) => !isNumber(cell));
  const width = countValues(inputShape);
  const inputs = rows.slice(hasHeader ? 1 : 0).map(({ line, cells }) => {
    if (cells.length !== width) {
      throw new UserError(
        `${file}, line ${line}: ${cells.length} cells, and the model takes ${width} numbers`,
        { hint: 'A row is an example: its inputs alone, in the order of the training data.' },
      );
    }
    const values = Float32Array.from(cells, (cell, column) => {
      if (isNumber(cell)) return Number(cell);
      throw new UserError(`${file}, line ${line}, column ${column + 1}: \`${cell}\` is no number`);
    });
    return { name: `${file}:${line}`, values };
  });
  if (inputs.length === 0) throw new UserError(`${file} has no rows`);
  return inputs;
}

const recordsSchema = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }),
);

function parseTable(file: string): readonly { readonly line: number; readonly cells: string[] }[] {
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

function isNumber(cell: string): boolean {
  return cell !== '' && Number.isFinite(Number(cell));
}
