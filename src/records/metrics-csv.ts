import fs from 'node:fs';
import { createObjectCsvStringifier } from 'csv-writer';
import { AppendFile } from '../util/append-file';
import { writeFileAtomic } from '../util/atomic-write';
import { describeDiskError } from '../util/disk-error';
import { UserError } from '../util/user-error';

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
  readonly #file: AppendFile;
  readonly #columns: readonly string[];

  private constructor(file: AppendFile, columns: readonly string[]) {
    this.#file = file;
    this.#columns = columns;
  }

  /**
   * Starts a file with its header, in place of any that is there.
   *
   * @param columns the columns behind `step`, fixed for the run.
   * @throws UserError where the file can't be written.
   */
  static create(file: string, columns: readonly string[]): MetricsWriter {
    writeFileAtomic(file, formatHeader(columns));
    return new MetricsWriter(AppendFile.open(file, 'extend'), columns);
  }

  /**
   * Goes on with a file behind a checkpoint: rows of later steps are dropped.
   *
   * @throws UserError where the file is missing, unreadable or has other columns.
   */
  static resume(file: string, columns: readonly string[], step: number): MetricsWriter {
    if (!readText(file).startsWith(formatHeader(columns))) {
      throw new UserError(`${file} doesn't have the columns of this run`, {
        hint: 'It was changed since it was written; delete the folder of the run to start it anew.',
      });
    }
    truncateMetricsAfter(file, step);
    return new MetricsWriter(AppendFile.open(file, 'extend'), columns);
  }

  /**
   * Appends the row of a step.
   *
   * @throws UserError when the disk is full or refuses; the file is then as before.
   */
  append(row: MetricsRow): void {
    this.#file.append(Buffer.from(formatRow(this.#columns, row)));
  }

  /** Waits until all rows would survive a power failure. */
  sync(): void {
    this.#file.sync();
  }

  /** Closes the file; nothing may be appended afterwards. */
  close(): void {
    this.#file.close();
  }
}

/**
 * Drops the rows behind a step, and a last line that was torn; what is kept stays byte for byte.
 *
 * @throws UserError where the file is missing or can't be written.
 */
export function truncateMetricsAfter(file: string, step: number): void {
  const text = readText(file);
  const [header, ...rows] = splitLines(text).lines;
  const kept = rows.filter((row) => Number.parseInt(row, 10) <= step);
  const shortened = [header ?? '', ...kept, ''].join('\n');
  if (shortened !== text) {
    writeFileAtomic(file, shortened);
  }
}

/**
 * Reads a metrics file.
 *
 * @throws UserError where the file is missing or no metrics file.
 */
export function readMetrics(file: string): MetricsTable {
  const { lines, torn } = splitLines(readText(file));
  const [header, ...rows] = lines.map((line) => line.split(','));
  const [first, ...columns] = header ?? [];
  if (first !== 'step') {
    throw new UserError(`${file} is no metrics file: its first column is not "step"`);
  }
  return { columns, rows: rows.map((cells) => parseRow(columns, cells)), torn };
}

function formatHeader(columns: readonly string[]): string {
  const odd = columns.find((column) => !/^[\w/.@-]+$/.test(column));
  if (odd !== undefined) {
    throw new Error(`Not the name of a metric: ${JSON.stringify(odd)}`);
  }
  return createStringifier(columns).getHeaderString() ?? '';
}

function formatRow(columns: readonly string[], { step, values }: MetricsRow): string {
  const unknown = Object.keys(values).find((column) => !columns.includes(column));
  if (unknown !== undefined) {
    throw new Error(`No such column in the metrics: ${unknown}`);
  }
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

function splitLines(text: string): { lines: string[]; torn: boolean } {
  const lines = text.split('\n');
  const tail = lines.pop();
  return { lines, torn: tail !== '' };
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw describeDiskError(error, 'read', file);
  }
}
