import type { FileAccess } from '../../files/file-access';
import type { ParsedDataset } from '../../files/parsed-dataset';
import { readTables } from '../read-tables';
import type { CsvSpec } from './csv-settings';
import { streamRecords } from './stream-records';

/**
 * Reads tables of text from their first byte to their last, each file once and row by row.
 *
 * @throws UserError that names the file, the line and the column of what is wrong;
 * UnfitSettingError where a setting asks for what the files don't have.
 */
export async function readCsv(spec: CsvSpec, files: FileAccess): Promise<ParsedDataset> {
  return readTables(spec, spec, files, (place, title, table) =>
    streamRecords(place, {
      title,
      delimiter: spec.delimiter ?? (/\.(tsv|tab)(\.gz)?$/i.test(title) ? '\t' : ','),
      skipLines: spec.skipLines,
      take: (record, line) => table.take(record, `line ${line}`),
      onProgress: (receivedBytes, totalBytes) =>
        files.onProgress?.({
          dataset: spec.name,
          file: title,
          isRead: true,
          receivedBytes,
          totalBytes,
        }),
    }),
  );
}
