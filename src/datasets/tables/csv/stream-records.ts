import fs from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { errorCode } from '../../../util/error-code';
import { describeDiskError } from '../../../util/files/disk-error';
import { UserError } from '../../../util/user-error';

/** How a file of records is read. */
export interface RecordStream {
  /** The file, as errors name it. */
  readonly title: string;
  readonly delimiter: string;
  readonly skipLines: number;
  /** Takes the cells of one record, which ends on `line`. What it throws ends the reading. */
  take(cells: readonly string[], line: number): void;
  readonly onProgress: (readBytes: number, totalBytes: number) => void;
}

/** A record longer than this is an unclosed quote rather than a row. */
const maxRecordBytes = 2 ** 24;

/** What a gzip file of numbers as text may unpack to: beyond this it was made to fill the memory. */
const maxExpansion = 300;

/** The size below which unpacking is no danger. */
const harmlessBytes = 2 ** 24;

/**
 * Reads the records of a CSV file, gzip or not, without holding more than a piece of it.
 *
 * @throws UserError for what is no CSV, with its line; and what `take` throws.
 */
export async function streamRecords(file: string, options: RecordStream): Promise<void> {
  const { title, delimiter, skipLines, take, onProgress } = options;
  try {
    const { size } = fs.statSync(file);
    const packed = isGzipFile(file);
    let read = 0;
    const source = fs.createReadStream(file, { highWaterMark: 2 ** 18 });
    source.on('data', (piece) => {
      read += piece.length;
      if (size > harmlessBytes) onProgress(read, size);
    });
    const parser = parse({
      bom: true,
      delimiter,
      from_line: skipLines + 1,
      skip_empty_lines: true,
      max_record_size: maxRecordBytes,
      on_record: (cells: string[], { lines }) => {
        take(cells, lines);
        // Nothing goes on: rows are in the table by now.
        return undefined;
      },
    });
    parser.on('data', () => {});
    const limit = Math.max(harmlessBytes, maxExpansion * size);
    if (packed) await pipeline(source, createGunzip(), refuseBeyond(limit, title), parser);
    else await pipeline(source, parser);
  } catch (error) {
    throw explain(error, title, file);
  }
}

function isGzipFile(file: string): boolean {
  const descriptor = fs.openSync(file, 'r');
  try {
    const start = Buffer.alloc(2);
    fs.readSync(descriptor, start);
    return start[0] === 0x1f && start[1] === 0x8b;
  } finally {
    fs.closeSync(descriptor);
  }
}

function refuseBeyond(limit: number, title: string): Transform {
  let length = 0;
  return new Transform({
    transform(piece: Buffer, _, done) {
      length += piece.length;
      if (length <= limit) return done(null, piece);
      done(
        new UserError(`${title} unpacks to more than ${maxExpansion} times its size`, {
          hint: 'Unpack it yourself if that is right, and name the unpacked file.',
        }),
      );
    },
  });
}

const explanations: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'there is text behind a closing quote',
  INVALID_OPENING_QUOTE: 'there is a quote in the middle of a cell',
  CSV_MAX_RECORD_SIZE: 'a row is longer than 16 MB: a quote is probably never closed',
};

function explain(error: unknown, title: string, file: string): unknown {
  if (error instanceof UserError) return error;
  if (error instanceof CsvError) {
    const line = Number(error['lines'] ?? 0);
    const ragged = error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH';
    const found = Array.isArray(error['record']) ? error['record'].length : 0;
    const expected = Number(/expect (\d+)/.exec(error.message)?.[1] ?? 0);
    return new UserError(
      ragged
        ? `${title}, line ${line}: ${found} cells where the rows before have ${expected}`
        : `${title}, line ${line}: ${explanations[error.code] ?? error.message}`,
      { hint: 'Correct that line; `delimiter` and `skipLines` say how the file is written.' },
    );
  }
  const code = errorCode(error);
  if (code === 'Z_BUF_ERROR' || code === 'Z_DATA_ERROR') {
    const problem = code === 'Z_BUF_ERROR' ? 'ends early, it is truncated' : 'is corrupt';
    return new UserError(`${title}: the gzip file ${problem}`, {
      hint: 'Replace the file by a fresh copy.',
    });
  }
  return describeDiskError(error, 'read', file);
}
