/** What a cell of TensorBoard's HParams table holds. */
export type HyperparameterValue = string | number | boolean;

/** A column of the HParams table: a hyperparameter and every value that it takes in the grid. */
export interface HyperparameterColumn {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean';
  /** Numbers in ascending order, others in the order of the grid. */
  readonly values: readonly HyperparameterValue[];
}

/** The HParams table of a grid. */
export interface HyperparameterTable {
  readonly columns: readonly HyperparameterColumn[];
  /** One row per trial, in the order given; a cell may be absent. */
  readonly rows: readonly Readonly<Record<string, HyperparameterValue>>[];
}

/**
 * Lays out the axis values of all trials as a table of plain values. An object becomes a column for
 * its `type`, named like the axis, and one for each other member: `optimizer` and
 * `optimizer.learningRate`. A column whose values differ in type holds strings, because one value of
 * another type would turn TensorBoard's whole column into strings and lose its order.
 *
 * @param trials per trial, JSON values by the path of the setting.
 */
export function tabulateHyperparameters(
  trials: readonly Readonly<Record<string, unknown>>[],
): HyperparameterTable {
  const rows = trials.map((trial) =>
    Object.fromEntries(Object.entries(trial).flatMap(([path, value]) => flatten(path, value))),
  );
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => describeColumn(name, rows));
  const strings = new Set(columns.flatMap(({ name, type }) => (type === 'string' ? [name] : [])));
  const toColumnType = ([name, value]: [string, HyperparameterValue]) =>
    [name, strings.has(name) ? String(value) : value] as const;
  return {
    columns,
    rows: rows.map((row) => Object.fromEntries(Object.entries(row).map(toColumnType))),
  };
}

function flatten(path: string, value: unknown): [string, HyperparameterValue][] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return [[path, value]];
  }
  if (Array.isArray(value)) return [[path, describeList(value)]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    flatten(key === 'type' ? path : `${path}.${key}`, member),
  );
}

/** A list is one cell: `500-250-100` for the widths of layers, JSON for what isn't plain. */
function describeList(list: readonly unknown[]): string {
  const plain = list.every((item) => typeof item === 'number' || typeof item === 'string');
  return plain ? list.join('-') : JSON.stringify(list);
}

function describeColumn(
  name: string,
  rows: readonly Readonly<Record<string, HyperparameterValue>>[],
): HyperparameterColumn {
  const found = rows.flatMap((row) => row[name] ?? []);
  const values = [...new Set(found)];
  if (values.every((value) => typeof value === 'number')) {
    return { name, type: 'number', values: values.sort((a, b) => a - b) };
  }
  if (values.every((value) => typeof value === 'boolean')) return { name, type: 'boolean', values };
  return { name, type: 'string', values: [...new Set(values.map(String))] };
}
