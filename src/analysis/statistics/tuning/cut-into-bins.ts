/**
 * The bin of each value among bins of about equal counts, lowest first: how an axis whose sampled
 * values are all different becomes one with levels. Equal values share a bin.
 *
 * @param binCount at least one; fewer come back where there are fewer different values.
 * @returns bins from 0, in the order given.
 */
export function cutIntoBins(values: readonly number[], binCount: number): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const starts = Array.from(
    { length: binCount - 1 },
    (_, index) => sorted[Math.ceil(((index + 1) * sorted.length) / binCount)],
  );
  const bounds = [...new Set(starts)].filter((start) => start !== undefined && start !== sorted[0]);
  return values.map(
    (value) => bounds.filter((start) => start !== undefined && start <= value).length,
  );
}
