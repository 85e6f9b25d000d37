import { isMapping } from '../../spec/settings-path';
import { formatStableJson } from '../../util/stable-json';

/** A value that differs between two nested values; undefined where one lacks it. */
export interface Difference {
  readonly path: string;
  readonly first: unknown;
  readonly second: unknown;
}

/** The leaves that differ between two nested mappings, in the order of their keys. */
export function listDifferences(first: unknown, second: unknown, path = ''): Difference[] {
  if (isMapping(first) && isMapping(second)) {
    const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
    return [...keys].flatMap((key) =>
      listDifferences(first[key], second[key], path === '' ? key : `${path}.${key}`),
    );
  }
  const isSame =
    first === undefined || second === undefined
      ? first === second
      : formatStableJson(first) === formatStableJson(second);
  return isSame ? [] : [{ path, first, second }];
}
