import type { Split } from '../dataset';

/** A part of a file of examples. */
export interface Selection {
  /** First example of the part. */
  readonly start: number;
  /** Behind the last one. */
  readonly end: number;
  /** Labels to keep; their places in this list become the class ids. All, where absent. */
  readonly classes?: readonly number[] | undefined;
  /** Keeps only the first so many. */
  readonly limit?: number | undefined;
}

/** How many examples a selection holds, of labels `[count]`. */
export function countSelected(labels: Uint8Array, selection: Selection): number {
  const { start, end, classes, limit = Number.POSITIVE_INFINITY } = selection;
  if (classes === undefined) return Math.min(end - start, limit);
  let count = 0;
  for (const label of labels.subarray(start, end)) if (classes.includes(label)) count += 1;
  return Math.min(count, limit);
}

/**
 * Takes a selection out of examples: inputs `[count, size]`, labels `[count]`. Without classes the
 * result is a view, with them a copy.
 */
export function selectExamples(
  inputs: Uint8Array,
  labels: Uint8Array,
  size: number,
  selection: Selection,
): Split {
  const { start, classes } = selection;
  const count = countSelected(labels, selection);
  if (classes === undefined) {
    return {
      count,
      inputs: inputs.subarray(start * size, (start + count) * size),
      labels: labels.subarray(start, start + count),
    };
  }
  const chosen = { count, inputs: new Uint8Array(count * size), labels: new Uint8Array(count) };
  let to = 0;
  for (let from = start; to < count; from += 1) {
    const id = classes.indexOf(labels[from] as number);
    if (id === -1) continue;
    chosen.inputs.set(inputs.subarray(from * size, (from + 1) * size), to * size);
    chosen.labels[to] = id;
    to += 1;
  }
  return chosen;
}
