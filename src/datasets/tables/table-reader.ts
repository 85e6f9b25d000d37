import { UserError } from '../../util/user-error';
import { UnfitSettingError } from '../unfit-setting-error';
import { listShortly, splitId, undecided } from './assign-splits';
import { ByteList } from './byte-list';
import { findColumns, type TableColumns } from './find-columns';
import { RowStore } from './row-store';
import type { Table } from './table';
import type { TableSettings } from './table-settings';

/** What stands for no value. */
const missingTexts = new Set(['', '?', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None']);

/** Class ids are bytes. */
const maxClasses = 256;

/** A column with more different texts than this is a name or a date rather than a category. */
const maxCategories = 1000;

/** What a table needs to be read; `header` where the first row may be names. */
type ReaderSettings = TableSettings & { readonly header?: boolean | undefined };

/** Rows of files as they come, checked cell by cell. */
export class TableReader {
  private columns: TableColumns | undefined;
  private rows = new RowStore(0);
  private targets = new RowStore(0);
  private readonly labels = new ByteList();
  private readonly splits = new ByteList();
  private readonly classes = new Map<string, number>();
  private readonly droppedRows: string[] = [];
  private title = '';
  private fileSplit: number = undecided;
  private isFirst = true;
  private readonly notes: string[] = [];
  /** Rows of the file that is read, those that were dropped too. */
  rowsOfFile = 0;

  constructor(private readonly spec: ReaderSettings) {}

  /** Begins a file, whose rows belong to a split. */
  open(title: string, split: number): void {
    this.title = title;
    this.fileSplit = split;
    this.isFirst = true;
    this.rowsOfFile = 0;
  }

  /** Takes one record, at a place such as `line 3`. @throws UserError for what is wrong with it. */
  take(cells: readonly string[], place: string): void {
    if (this.isFirst) {
      this.isFirst = false;
      if (this.begin(cells)) return;
    }
    this.rowsOfFile += 1;
    this.addRow(cells, place);
  }

  /** All rows, once the last file is read. */
  finish(): Table {
    const { columns, rows, droppedRows } = this;
    const dropped =
      droppedRows.length === 0
        ? []
        : [
            `${droppedRows.length} rows with empty cells were left out (missing: drop): ${listShortly(droppedRows)}`,
          ];
    return {
      features: (columns?.features ?? []).map(({ name, codes }) =>
        codes === undefined ? { name } : { name, categories: [...codes.keys()] },
      ),
      rows,
      classes: [...this.classes.keys()],
      targets:
        columns === undefined || columns.targets.length === 0
          ? undefined
          : { names: columns.targets.map(({ name }) => name), rows: this.targets },
      labels: this.labels.toArray(),
      splits: this.splits.toArray(),
      notes: [...this.notes, ...dropped],
    };
  }

  /** Finds the columns; says whether the first record was their names. */
  private begin(cells: readonly string[]): boolean {
    const isHeader =
      this.spec.header ?? cells.every((cell) => cell.trim() === '' || !isNumber(cell));
    const names = isHeader
      ? cells.map((cell) => cell.trim())
      : cells.map((_, index) => String(index + 1));
    if (this.columns === undefined) {
      this.columns = findColumns(this.spec, names, isHeader, this.title);
      this.rows = new RowStore(this.columns.features.length);
      this.targets = new RowStore(this.columns.targets.length);
      if (!isHeader)
        this.notes.push(`${this.title}: the first line is a row, not names of columns`);
    } else if (names.join('\n') !== this.columns.names.join('\n')) {
      const other = names.find((name, at) => name !== this.columns?.names[at]) ?? names.length;
      throw new UserError(
        `${this.title}: its columns are not those of the file before (${other})`,
        {
          hint: 'All files of a data set have the same columns in the same order.',
        },
      );
    }
    return isHeader;
  }

  private addRow(cells: readonly string[], place: string): void {
    const { columns } = this;
    if (columns === undefined) throw new Error('there are no columns yet');
    const row = this.rows.append();
    let isDropped = false;
    for (const [at, feature] of columns.features.entries()) {
      const text = (cells[feature.index] as string).trim();
      if (missingTexts.has(text)) {
        if (this.spec.missing === undefined) throw this.emptyCell(text, place, feature.name);
        isDropped ||= this.spec.missing === 'drop';
        row[at] = Number.NaN;
        continue;
      }
      feature.codes ??= this.decideCategories(feature.isCategory, text);
      row[at] =
        feature.codes === undefined
          ? this.readNumber(text, place, feature.name)
          : this.codeOf(feature.codes, text, place, feature.name);
      feature.isCategory ??= feature.codes !== undefined;
    }
    const { label, targets } = columns;
    for (const { index, name } of label === undefined ? targets : [label]) {
      const text = (cells[index] as string).trim();
      if (!missingTexts.has(text)) continue;
      if (this.spec.missing !== 'drop') throw this.emptyCell(text, place, name);
      isDropped = true;
    }
    if (isDropped) {
      this.rows.dropLast();
      this.droppedRows.push(`${this.title} ${place}`);
      return;
    }
    const numbers = this.targets.append();
    for (const [at, { index, name }] of targets.entries()) {
      numbers[at] = this.readTarget((cells[index] as string).trim(), place, name);
    }
    const hasClasses = label !== undefined;
    this.labels.push(hasClasses ? this.classOf((cells[label.index] as string).trim(), place) : 0);
    this.splits.push(this.splitOf(cells, place));
  }

  /** The codes of a column of categories, which its first value tells; undefined for numbers. */
  private decideCategories(
    known: boolean | undefined,
    text: string,
  ): Map<string, number> | undefined {
    return (known ?? !isNumber(text)) ? new Map() : undefined;
  }

  private readNumber(text: string, place: string, column: string): number {
    const value = Math.fround(Number(text));
    if (Number.isFinite(value)) return value;
    const problem = isNumber(text)
      ? `${text} is no finite number of 32 bits`
      : `"${text}" is no number`;
    throw this.fault(place, column, problem, 'Correct it, or name the column among `categories`.');
  }

  private readTarget(text: string, place: string, column: string): number {
    const value = Math.fround(Number(text));
    if (isNumber(text) && Number.isFinite(value)) return value;
    const hint = 'Correct it; a column of classes is a `label` instead.';
    throw this.fault(place, column, `"${text}" is no finite number to predict`, hint);
  }

  private codeOf(codes: Map<string, number>, text: string, place: string, column: string): number {
    const known = codes.get(text);
    if (known !== undefined) return known;
    if (codes.size === maxCategories) {
      throw this.fault(
        place,
        column,
        `more than ${maxCategories} different texts, too many for categories`,
        'Name the columns to learn from in `features`, without this one.',
      );
    }
    codes.set(text, codes.size);
    return codes.size - 1;
  }

  private classOf(text: string, place: string): number {
    const known = this.classes.get(text);
    if (known !== undefined) return known;
    if (this.classes.size === maxClasses) {
      throw new UnfitSettingError(
        'label',
        `column "${this.columns?.label?.name}" has more than ${maxClasses} classes by ${place} of ${this.title}`,
        'Name the column of the classes; for a number to predict write `target` instead of `label`.',
      );
    }
    this.classes.set(text, this.classes.size);
    return this.classes.size - 1;
  }

  private splitOf(cells: readonly string[], place: string): number {
    const split = this.columns?.split;
    if (split === undefined) return this.fileSplit;
    const text = (cells[split.index] as string).trim().toLowerCase();
    if (text === 'train' || text === 'training') return splitId.train;
    if (text === 'validation' || text === 'val' || text === 'valid') return splitId.validation;
    if (text === 'test') return splitId.test;
    throw this.fault(
      place,
      split.name,
      `"${text}" is no split`,
      'Write train, validation or test in that column.',
    );
  }

  private emptyCell(text: string, place: string, column: string): UserError {
    const what = text === '' ? 'the cell is empty' : `${text} stands for no value`;
    return this.fault(
      place,
      column,
      what,
      'Set `missing: drop` to leave such rows out, or `missing: mean` to put the mean of the column there.',
    );
  }

  private fault(place: string, column: string, problem: string, hint: string): UserError {
    return new UserError(`${this.title}, ${place}, column "${column}": ${problem}`, { hint });
  }
}

function isNumber(text: string): boolean {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$|^\s*[+-]?(inf|infinity)\s*$/i.test(text);
}
