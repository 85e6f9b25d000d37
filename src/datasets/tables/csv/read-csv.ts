import path from 'node:path';
import { UserError } from '../../../util/user-error';
import type { FileAccess } from '../../files/file-access';
import { parsePin } from '../../files/file-pin';
import type { ParsedDataset } from '../../files/parsed-dataset';
import { arrangeTable } from '../arrange-table';
import { splitId, undecided } from '../assign-splits';
import type { CsvSpec } from './csv-settings';
import { CsvTable } from './csv-table';
import { streamRecords } from './stream-records';

/**
 * Reads tables of text from their first byte to their last, each file once and row by row.
 *
 * @throws UserError that names the file, the line and the column of what is wrong;
 * UnfitSettingError where a setting asks for what the files don't have.
 */
export async function readCsv(spec: CsvSpec, files: FileAccess): Promise<ParsedDataset> {
  const { file, train, validation, test, split } = spec;
  const parts = [
    { setting: file, split: undecided },
    // Rows of `train` are divided as well where a split has no file of its own.
    { setting: train, split: undecided },
    { setting: validation, split: splitId.validation },
    { setting: test, split: splitId.test },
  ];
  const table = new CsvTable(spec);
  const titles: string[] = [];
  for (const part of parts) {
    if (part.setting === undefined) continue;
    const title = parsePin(part.setting)?.name ?? part.setting;
    titles.push(title);
    table.open(title, part.split);
    await streamRecords(files.pathOf(part.setting), {
      title,
      delimiter: spec.delimiter ?? (/\.(tsv|tab)(\.gz)?$/i.test(path.basename(title)) ? '\t' : ','),
      skipLines: spec.skipLines,
      take: (record, line) => table.take(record, line),
      onProgress: (receivedBytes, totalBytes) =>
        files.onProgress?.({
          dataset: spec.name,
          file: title,
          isRead: true,
          receivedBytes,
          totalBytes,
        }),
    });
    if (table.rowsOfFile === 0) {
      throw new UserError(`${title} has no rows`, {
        hint: 'Check that it is the right file, and that `delimiter` and `header` are as in it.',
      });
    }
  }
  const shares = typeof split === 'string' ? { validation: 0, test: 0, seed: 0 } : split;
  return arrangeTable(table.finish(), {
    title: titles.join(', '),
    standardize: spec.standardize,
    fractions: {
      ...shares,
      ...(validation !== undefined && { validation: 0 }),
      ...(test !== undefined && { test: 0 }),
    },
  });
}
