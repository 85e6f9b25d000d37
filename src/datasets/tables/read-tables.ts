import { UserError } from '../../util/user-error';
import type { FileAccess } from '../files/file-access';
import { parsePin } from '../files/file-pin';
import type { ParsedDataset } from '../files/parsed-dataset';
import { arrangeTable } from './arrange-table';
import { splitId, undecided } from './assign-splits';
import { TableReader } from './table-reader';
import type { TableSettings } from './table-settings';

/**
 * Reads the files of a table, each once and row by row, and makes a data set of them.
 *
 * @param readInto gives every row of a file to a reader.
 * @throws UserError that names the file, the row and the column of what is wrong;
 * UnfitSettingError where a setting asks for what the files don't have.
 */
export async function readTables(
  spec: TableSettings,
  format: { readonly header?: boolean | undefined },
  files: FileAccess,
  readInto: (place: string, title: string, table: TableReader) => Promise<void>,
): Promise<ParsedDataset> {
  const { file, train, validation, test, split } = spec;
  const parts = [
    { setting: file, split: undecided },
    // Rows of `train` are divided as well where a split has no file of its own.
    { setting: train, split: undecided },
    { setting: validation, split: splitId.validation },
    { setting: test, split: splitId.test },
  ];
  const table = new TableReader({ ...spec, header: format.header });
  const titles: string[] = [];
  for (const part of parts) {
    if (part.setting === undefined) continue;
    const title = parsePin(part.setting)?.name ?? part.setting;
    titles.push(title);
    table.open(title, part.split);
    await readInto(files.pathOf(part.setting), title, table);
    if (table.rowsOfFile === 0) {
      throw new UserError(`${title} has no rows`, {
        hint: 'Check that it is the right file, and that settings such as `delimiter` are as in it.',
      });
    }
  }
  const shares = typeof split === 'string' ? { validation: 0, test: 0, seed: 0 } : split;
  return arrangeTable(table.finish(), {
    title: titles.join(', '),
    shape: spec.shape,
    standardize: spec.standardize,
    standardizeTarget: spec.standardizeTarget ?? true,
    fractions: {
      ...shares,
      ...(validation !== undefined && { validation: 0 }),
      ...(test !== undefined && { test: 0 }),
    },
  });
}
