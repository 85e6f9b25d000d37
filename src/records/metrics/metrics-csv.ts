import fs from 'node:fs';
import { createObjectCsvStringifier } from 'csv-writer';
import { AppendFile } from '../../util/files/append-file';
import { writeFileAtomic } from '../../util/files/atomic-write';
import { describeDiskError } from '../../util/files/disk-error';
import { UserError } from '../../util/user-error';
import { emptyMark, extendMark, holdsMark, type MetricsMark } from './metrics-mark';

/** What was measured at one step, by column; columns not measured there are absent. */
export interface MetricsRow {
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
}

/** A metrics file as read back. */
export interface MetricsTable {
  /** The columns behind `step`. */
  readonly columns: readonly string[];
  readonly rows: readonly MetricsRow[];
  /** Whether a last line without its end was left out, as a killed process leaves one. */
  readonly torn: boolean;
}

/**
 * Writes `metrics.csv`: one row per logged step, numbers in the shortest form that parses back to
 * the same float64, and nothing that differs between two runs of equal numbers. csv-writer formats
 * the lines; its own file writer is asynchronous, so lines go to disk through `AppendFile`, whole
 * and before the call returns.
 */
export class MetricsWriter {
  private readonly file: AppendFile;
  private readonly columns: readonly string[];
  private written: MetricsMark;

  private constructor(file: AppendFile, columns: readonly string[], mark: MetricsMark) {
    this.file = file;
    this.columns = columns;
    this.written = mark;
  }

  /** How far the file is written, for a checkpoint. */
  get mark(): MetricsMark {
    return this.written;
  }

  /**
   * Starts a file with its header, in place of any that is there.
   *
   * @param columns the columns behind `step`, fixed for the run.
   * @throws UserError where the file can't be written.
   */
  static create(file: string, columns: readonly string[]): MetricsWriter {
    const header = Buffer.from(formatHeader(columns));
    // The first checkpoint waits for it; without one the run begins anew.
    writeFileAtomic(file, header, 'nothing');
    const mark = extendMark(emptyMark, header);
    return new MetricsWriter(AppendFile.open(file, 'extend'), columns, mark);
  }

  /**
   * Goes on with a file behind a checkpoint: what stands behind its mark is dropped.
   *
   * @throws UserError where the file is missing, unreadable or doesn't hold what was written of it.
   */
  static resume(file: string, columns: readonly string[], mark: MetricsMark): MetricsWriter {
    const bytes = readMetricsBytes(file);
    if (!holdsMark(bytes, mark)) {
      throw new UserError(`${file} does not hold the rows that were written`, {
        hint: 'It was changed just now; run the same command again.',
      });
    }
    if (bytes.length > mark.bytes) writeFileAtomic(file, bytes.subarray(0, mark.bytes));
    return new MetricsWriter(AppendFile.open(file, 'extend'), columns, mark);
  }

  /**
   * Appends the row of a step.
   *
   * @throws UserError when the disk is full or refuses; the file is then as before.
   */
  append(row: MetricsRow): void {
    const line = Buffer.from(formatRow(this.columns, row));
    this.file.append(line);
    this.written = extendMark(this.written, line);
  }

  /** Waits until all rows would survive a power failure. */
  sync(): void {
    this.file.sync();
  }

  /** Closes the file; nothing may be appended afterwards. */
  close(): void {
    this.file.close();
  }
}

/**
 * Reads a metrics file.
 *
 * @throws UserError where the file is missing or no metrics file.
 */
export function readMetrics(file: string): MetricsTable {
  const { lines, torn } = splitLines(toText(file, readMetricsBytes(file)));
  const [header, ...rows] = lines.map((line) => line.split(','));
  const [first, ...columns] = header ?? [];
  if (first !== 'step') {
    throw new UserError(`${file} is no metrics file: its first column is not "step"`);
  }
  return { columns, rows: rows.map((cells) => parseRow(columns, cells)), torn };
}

/** The row of a step in the bytes of a metrics file that has no fault. */
export function findRow(bytes: Buffer, step: number): MetricsRow | undefined {
  const end = bytes.indexOf('\n');
  const start = bytes.lastIndexOf(`\n${step},`);
  if (end < 0 || start < 0) return undefined;
  const [, ...columns] = bytes.toString('utf8', 0, end).split(',');
  const stop = bytes.indexOf('\n', start + 1);
  if (stop < 0) return undefined;
  return parseRow(columns, bytes.toString('utf8', start + 1, stop).split(','));
}

function formatHeader(columns: readonly string[]): string {
  const odd = columns.find((column) => !/^[\w/.@-]+$/.test(column));
  if (odd !== undefined) throw new Error(`Not the name of a metric: ${JSON.stringify(odd)}`);
  return createStringifier(columns).getHeaderString() ?? '';
}

function formatRow(columns: readonly string[], { step, values }: MetricsRow): string {
  const unknown = Object.keys(values).find((column) => !columns.includes(column));
  if (unknown !== undefined) throw new Error(`No such column in the metrics: ${unknown}`);
  const cells = Object.entries(values).map(([column, value]) => [column, formatNumber(value)]);
  const record = { step: String(step), ...Object.fromEntries(cells) };
  return createStringifier(columns).stringifyRecords([record]);
}

function createStringifier(columns: readonly string[]) {
  const ids = ['step', ...columns];
  return createObjectCsvStringifier({ header: ids.map((id) => ({ id, title: id })) });
}

/** JavaScript's own form of a number is the shortest that parses back, except for -0. */
function formatNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function parseRow(columns: readonly string[], [step, ...cells]: readonly string[]): MetricsRow {
  const values = columns.flatMap((column, index) => {
    const cell = cells[index] ?? '';
    return cell === '' ? [] : [[column, Number(cell)] as const];
  });
  return { step: Number(step), values: Object.fromEntries(values) };
}

function toText(file: string, bytes: Buffer): string {
  try {
    return bytes.toString();
  } catch (error) {
    throw describeDiskError(error, 'read', file);
  }
}

function splitLines(text: string): { lines: string[]; torn: boolean } {
  const lines = text.split('\n');
  const tail = lines.pop();
  return { lines, torn: tail !== '' };
}

/**
 * The bytes of a metrics file.
 *
 * @throws UserError where it is missing or can't be read.
 */
export function readMetricsBytes(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw describeDiskError(error, 'read', file);
  }
}
