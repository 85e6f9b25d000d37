import { createObjectCsvStringifier } from 'csv-writer';
import type { RankedGroup } from '../../analysis/comparison/compare-groups';
import { formatMarkdownTable } from '../../util/format-markdown-table';
import { formatTable } from '../output/format-table';
import type { ComparisonColumn } from './comparison-columns';

/** Names of columns that a narrow terminal does without, unless they are asked for. */
const leftOutFirst = [
  'time',
  'sd',
  'seeds',
  'interval',
  'difference',
  'test/accuracy',
  'test/loss',
  'test/mae',
  'test/rmse',
  'test/r2',
];

/** Formats a comparison for people: columns of text, all of them where they were asked for. */
export function formatForPeople(
  groups: readonly RankedGroup[],
  columns: readonly ComparisonColumn[],
  format: 'table' | 'markdown',
  isAskedFor: boolean,
): string {
  const header = columns.map(({ title }) => title);
  const rows = groups.map((group) => columns.map((column) => column.text(group)));
  const alignRight = columns.flatMap(({ isNumber }, index) => (isNumber ? [index] : []));
  if (format === 'markdown') return formatMarkdownTable(header, rows, alignRight);
  const indexOf = (wanted: string): number => columns.findIndex(({ name }) => name === wanted);
  const optional = isAskedFor ? [] : leftOutFirst.map(indexOf);
  return formatTable(header, rows, alignRight, { optional });
}

/** Formats a comparison as CSV: full precision, a field for each end of an interval. */
export function formatAsCsv(
  groups: readonly RankedGroup[],
  columns: readonly ComparisonColumn[],
): string {
  const records = groups.map((group) =>
    columns.reduce<Record<string, string | number>>(
      (fields, column) => Object.assign(fields, column.fields(group)),
      {},
    ),
  );
  const names = Object.keys(records[0] ?? {});
  // Numbers as ids, because points in an id would be taken for paths into nested records.
  const stringifier = createObjectCsvStringifier({
    header: names.map((title, index) => ({ id: `c${index}`, title })),
  });
  const rows = records.map((record) =>
    Object.fromEntries(names.map((name, index) => [`c${index}`, record[name]])),
  );
  return `${stringifier.getHeaderString()}${stringifier.stringifyRecords(rows)}`.trimEnd();
}
