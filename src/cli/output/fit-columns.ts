import { longestWord, textWidth } from './wrap-words';

/** A table before it is set: texts by row, all rows of one length. */
export interface TableCells {
  readonly rows: readonly (readonly string[])[];
  /** Columns of numbers, which are never broken. */
  readonly numeric: readonly number[];
  /** Columns that may be left out, the first to go first. */
  readonly optional: readonly number[];
}

/** The columns of a table that are shown, and how wide. */
export interface FittedColumns {
  readonly kept: readonly number[];
  /** Of each kept column. */
  readonly widths: readonly number[];
}

/** Spaces between columns. */
export const columnGap = 2;
/** Text is set narrower than this only where nothing more can be left out. */
const comfortableWidth = 20;

/**
 * Fits a table into a width: texts are broken into lines as long as they stay readable, then
 * optional columns go, then texts become as narrow as their longest words.
 *
 * @returns undefined where not even that fits.
 */
export function fitColumns(cells: TableCells, width: number): FittedColumns | undefined {
  const count = Math.max(0, ...cells.rows.map(({ length }) => length));
  const columns = Array.from({ length: count }, (_, index) => measureColumn(cells, index));
  let kept = columns.map((_, index) => index);
  const widthsOf = (floor: 'comfortable' | 'narrowest'): number[] | undefined => {
    const chosen = kept.flatMap((index) => columns[index] ?? []);
    const floors = chosen.map((column) => column[floor]);
    return shrink(
      chosen.map(({ natural }) => natural),
      floors,
      width - columnGap * (kept.length - 1),
    );
  };
  for (const dropped of [undefined, ...cells.optional]) {
    kept = kept.filter((index) => index !== dropped);
    const widths = widthsOf('comfortable');
    if (widths !== undefined) return { kept, widths };
  }
  const widths = widthsOf('narrowest');
  return widths === undefined ? undefined : { kept, widths };
}

interface ColumnWidths {
  readonly natural: number;
  readonly comfortable: number;
  readonly narrowest: number;
}

function measureColumn({ rows, numeric }: TableCells, index: number): ColumnWidths {
  const texts = rows.map((row) => row[index] ?? '');
  const natural = widest(texts.flatMap((text) => text.split('\n').map(textWidth)));
  if (numeric.includes(index)) return { natural, comfortable: natural, narrowest: natural };
  const narrowest = widest(texts.map(longestWord));
  const comfortable = Math.min(natural, Math.max(narrowest, comfortableWidth));
  return { natural, comfortable, narrowest };
}

/** The largest width; a table may have more rows than a call has arguments. */
function widest(widths: readonly number[]): number {
  return widths.reduce((most, width) => Math.max(most, width), 0);
}

/** Takes from the widest column until the sum fits; undefined where the floors don't fit. */
function shrink(
  natural: readonly number[],
  floors: readonly number[],
  width: number,
): number[] | undefined {
  const widths = [...natural];
  let excess = widths.reduce((sum, value) => sum + value, 0) - width;
  for (; excess > 0; excess -= 1) {
    const shrinkable = widths.flatMap((value, index) =>
      value > (floors[index] ?? 0) ? index : [],
    );
    const widest = shrinkable.reduce<number | undefined>(
      (best, index) =>
        best === undefined || (widths[index] ?? 0) > (widths[best] ?? 0) ? index : best,
      undefined,
    );
    if (widest === undefined) return undefined;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
