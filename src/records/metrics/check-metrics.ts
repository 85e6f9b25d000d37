import { holdsMark, type MetricsMark } from './metrics-mark';

/**
 * Finds out whether a metrics file still begins with the rows that had been written when a
 * checkpoint was; nothing is wrong where the checkpoint, of an earlier version, does not say.
 *
 * @returns a sentence without its end; undefined where nothing is wrong.
 */
export function findMarkFault(
  bytes: Buffer,
  { step, metrics }: { readonly step: number; readonly metrics?: MetricsMark | undefined },
): string | undefined {
  if (metrics === undefined || holdsMark(bytes, metrics)) return undefined;
  const fault = findMetricsFault(bytes) ?? `has other rows up to step ${step} than were written`;
  return `metrics.csv ${fault}`;
}

/**
 * Finds what is wrong with the bytes of a metrics file as far as its form goes: columns, cells, the
 * order of steps. A last line without its end is none of it.
 *
 * @param expectedColumns those behind `step`; by default what the file itself says.
 * @returns the end of a sentence that begins with the file; undefined where nothing is wrong.
 */
export function findMetricsFault(
  bytes: Buffer,
  expectedColumns?: readonly string[],
): string | undefined {
  if (bytes.length === 0) return 'is empty';
  const [header, ...rows] = splitCells(bytes);
  if (header === undefined) return 'is cut off in its first line';
  const columns = expectedColumns === undefined ? header : ['step', ...expectedColumns];
  if (header[0] !== 'step' || header.join() !== columns.join()) {
    return "doesn't begin with the columns of this run";
  }
  let before = 0;
  for (const [index, cells] of rows.entries()) {
    const step = Number(cells[0]);
    const place = `in line ${index + 2}`;
    if (cells.length !== header.length)
      return `has ${cells.length} cells ${place}, not ${header.length}`;
    const odd = cells.find((cell) => !isNumber(cell));
    if (odd !== undefined)
      return `has ${JSON.stringify(odd.slice(0, 20))} ${place}, which is no number`;
    if (!Number.isInteger(step) || step < 1) return `has no step ${place}`;
    if (step === before) return `has step ${step} twice`;
    if (step < before) return `has step ${step} behind step ${before}`;
    before = step;
  }
  return undefined;
}

function splitCells(bytes: Buffer): string[][] {
  const lines = bytes.toString().split('\n');
  // What stands behind the last end of a line is torn, or nothing.
  return lines.slice(0, -1).map((line) => line.split(','));
}

/** As `formatNumber` writes them, and the empty cell of what was not measured. */
function isNumber(cell: string): boolean {
  return cell === '' || /^(-?\d+(\.\d+)?(e[+-]\d+)?|NaN|-?Infinity)$/.test(cell);
}
