import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { UserError } from '../../util/user-error';
import type { FileAccess } from '../files/file-access';
import type { ParsedDataset } from '../files/parsed-dataset';
import { readTables } from './read-tables';
import type { TableReader } from './table-reader';
import type { TableSettings } from './table-settings';

/** Rows that are held at once as JavaScript values. */
const rowsAtOnce = 10_000;

/**
 * Reads tables of columns, some rows at a time.
 *
 * @throws UserError that names the file, the row and the column of what is wrong;
 * UnfitSettingError where a setting asks for what the files don't have.
 */
export function readParquet(spec: TableSettings, files: FileAccess): Promise<ParsedDataset> {
  return readTables(spec, { header: true }, files, readRows);
}

async function readRows(place: string, title: string, table: TableReader): Promise<void> {
  const rows = await openRows(place, title);
  table.take(rows.names, 'the names of its columns');
  for (let start = 0; start < rows.count; start += rowsAtOnce) {
    const part = await rows.read(start, Math.min(rows.count, start + rowsAtOnce));
    for (const [index, row] of part.entries()) {
      const where = `row ${start + index + 1}`;
      const cells = rows.names.map((name) => toText(row[name], title, where, name));
      table.take(cells, where);
    }
  }
}

interface Rows {
  readonly names: readonly string[];
  readonly count: number;
  read(start: number, end: number): Promise<readonly Record<string, unknown>[]>;
}

async function openRows(place: string, title: string): Promise<Rows> {
  const guard = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UserError(`${title} is no Parquet file, or damaged: ${reason}`, {
        hint: 'Write it anew, for instance with DataFrame.to_parquet of pandas.',
      });
    }
  };
  const file = await guard(() => asyncBufferFromFile(place));
  const metadata = await guard(() => parquetMetadataAsync(file));
  const [root] = metadata.schema;
  const names = metadata.schema.slice(1).map(({ name }) => name);
  if (root?.num_children !== names.length) {
    throw new UserError(`${title} has columns within columns`, {
      hint: 'Write a table whose cells are numbers and texts.',
    });
  }
  return {
    names,
    count: Number(metadata.num_rows),
    read: (rowStart, rowEnd) =>
      guard(() => parquetReadObjects({ file, metadata, rowStart, rowEnd })),
  };
}

/** What a cell would be in a CSV file, to the last bit of a number. */
function toText(value: unknown, title: string, where: string, column: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return String(value);
  }
  throw new UserError(`${title}, ${where}, column "${column}": neither a number nor a text`, {
    hint: 'Name the columns to learn from in `features`, without this one.',
  });
}
