/**
 * Formats a JSON value so that equal values give equal text: keys sorted, members that are
 * `undefined` left out. For content hashes and for files whose differences are read.
 *
 * @param indent spaces per level; 0 puts all on one line.
 * @throws Error for a number that JSON can't hold, because null would make different values equal.
 */
export function formatStableJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, sortMembers, indent);
}

function sortMembers(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new Error(`JSON can't hold ${value} (at "${key}")`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
