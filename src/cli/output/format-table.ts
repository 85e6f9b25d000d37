import Table from 'cli-table3';
import { resultColors as colors } from './colors';
import { columnGap, fitColumns } from './fit-columns';
import { findWidth } from './terminal';
import { textWidth, wrapIndented, wrapWords } from './wrap-words';

/** How a table is set. */
export interface TableLayout {
  /** Columns that may be left out where the width does not do, the first to go first. */
  readonly optional?: readonly number[];
  /** Columns of text; by default those of the terminal, and any number in files and pipes. */
  readonly width?: number | undefined;
}

/**
 * A table for the terminal: bold header, columns two spaces apart, no lines. Where the width does
 * not do, texts (not the columns to the right, which are numbers) are broken between words, optional columns are left out, which a last line says,
 * and at worst each row becomes a block of lines.
 */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  alignRight: readonly number[] = [],
  { optional = [], width = findWidth(process.stdout) }: TableLayout = {},
): string {
  if (width === undefined) return drawTable(header, rows, alignRight);
  const all = header.length > 0 ? [header, ...rows] : rows;
  const fitted = fitColumns({ rows: all, numeric: alignRight, optional }, width);
  if (fitted === undefined) return formatBlocks(header, rows, width);
  const { kept, widths } = fitted;
  const setRow = (row: readonly string[]): string[] =>
    kept.map((index, place) => wrapWords(row[index] ?? '', widths[place] ?? 0).join('\n'));
  const table = drawTable(
    header.length > 0 ? setRow(header) : [],
    rows.map(setRow),
    kept.flatMap((index, place) => (alignRight.includes(index) ? [place] : [])),
  );
  const left = header.filter((title, index) => title !== '' && !kept.includes(index));
  if (left.length === 0) return table;
  const note = `Too wide for this terminal: ${left.join(', ')}. A pipe shows all: | less -S`;
  return `${table}\n${colors.dim(wrapIndented(note, '', width))}`;
}

function drawTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  alignRight: readonly number[],
): string {
  const none = '';
  const table = new Table({
    head: header.map((title) => colors.bold(title)),
    colAligns: header.map((_, index) => (alignRight.includes(index) ? 'right' : 'left')),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': columnGap },
    chars: {
      top: none,
      'top-mid': none,
      'top-left': none,
      'top-right': none,
      bottom: none,
      'bottom-mid': none,
      'bottom-left': none,
      'bottom-right': none,
      left: none,
      'left-mid': none,
      mid: none,
      'mid-mid': none,
      right: none,
      'right-mid': none,
      middle: none,
    },
  });
  for (const row of rows) table.push([...row]);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Each row as a block, a line or more for each cell that holds something, behind its title. */
function formatBlocks(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const titleWidth = Math.max(0, ...header.map(textWidth));
  const margin = titleWidth === 0 ? 0 : titleWidth + columnGap;
  const formatCell = (text: string, index: number): string[] => {
    if (text.trim() === '') return [];
    const title = header[index] ?? '';
    const [first = '', ...more] = wrapWords(text, Math.max(1, width - margin));
    const padding = ' '.repeat(margin - textWidth(title));
    return [
      `${colors.bold(title)}${padding}${first}`,
      ...more.map((line) => ' '.repeat(margin) + line),
    ];
  };
  return rows.map((row) => row.flatMap(formatCell).join('\n')).join('\n\n');
}
