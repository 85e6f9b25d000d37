import type { FeatureFacts } from '../../datasets/dataset-facts';
import { countValues } from '../../util/count-values';
import { UserError } from '../../util/user-error';
import { encodeRow } from './encode-row';
import type { InputDescription } from './input-description';
import type { NamedInput } from './named-input';
import { parseTable, type TableRow } from './parse-table';

/**
 * Reads the rows of a table, an example each. Where the model was trained on a table, columns are found by
 * their names if the first line has them, and become numbers as they did there; otherwise there is a
 * number for each input, in the order of the training data.
 *
 * @throws UserError with row and column where a cell does not fit, or a row has another length.
 */
export async function readRows(
  file: string,
  { inputShape, features, dataset }: InputDescription,
): Promise<readonly NamedInput[]> {
  const rows = parseTable(file);
  const fillsMissing = 'missing' in dataset && dataset.missing === 'mean';
  const inputs =
    features === undefined
      ? readNumbers(file, rows, countValues(inputShape))
      : readFeatures(file, rows, features, fillsMissing);
  if (inputs.length === 0) throw new UserError(`${file} has no rows`);
  return inputs;
}

function readNumbers(file: string, rows: readonly TableRow[], width: number): NamedInput[] {
  const hasHeader = rows[0]?.cells.every((cell) => !isNumber(cell)) === true;
  return rows.slice(hasHeader ? 1 : 0).map(({ line, cells }) => {
    requireWidth(file, line, cells.length, width);
    const values = Float32Array.from(cells, (cell, column) => {
      if (isNumber(cell)) return Number(cell);
      throw new UserError(`${file}, line ${line}, column ${column + 1}: \`${cell}\` is no number`);
    });
    return { name: `${file}:${line}`, values };
  });
}

function readFeatures(
  file: string,
  rows: readonly TableRow[],
  features: readonly FeatureFacts[],
  fillsMissing: boolean,
): NamedInput[] {
  const names = rows[0]?.cells ?? [];
  const places = features.map(({ name }) => names.indexOf(name));
  const hasHeader = places.every((place) => place >= 0);
  if (!hasHeader && names.length !== features.length) {
    const lacking = features.filter((_, index) => (places[index] ?? -1) < 0);
    throw new UserError(
      `${file} has no column ${lacking[0]?.name}, and ${names.length} columns instead of ${features.length}`,
      { hint: `The model takes ${features.map(({ name }) => name).join(', ')}.` },
    );
  }
  return rows.slice(hasHeader ? 1 : 0).map(({ line, cells }) => {
    requireWidth(file, line, cells.length, names.length);
    const chosen = hasHeader ? places.map((place) => cells[place] ?? '') : cells;
    const place = (feature: number): string =>
      `${file}, line ${line}, column ${features[feature]?.name}`;
    return { name: `${file}:${line}`, values: encodeRow(chosen, features, fillsMissing, place) };
  });
}

function requireWidth(file: string, line: number, found: number, wanted: number): void {
  if (found === wanted) return;
  throw new UserError(
    `${file}, line ${line}: ${found} cells, and the model takes ${wanted} numbers`,
    {
      hint: 'A row is an example: its inputs alone, in the order of the training data.',
    },
  );
}

function isNumber(cell: string): boolean {
  return cell !== '' && Number.isFinite(Number(cell));
}
