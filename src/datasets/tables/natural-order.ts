const collator = new Intl.Collator('en', { numeric: true });

/** Sorts names as people do, 2 before 10, the same on every machine. */
export function naturalOrder(names: readonly string[]): string[] {
  return [...names].sort((a, b) => collator.compare(a, b) || (a < b ? -1 : 1));
}
