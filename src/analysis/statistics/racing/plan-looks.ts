/** Each look has about so many times the seeds of the one before. */
const growth = 1.5;

/**
 * After how many seeds a race is looked at: from the fewest to the most, each about half as many
 * again. 3 to 20 seeds give 3, 5, 8, 12 and 20. Few looks leave more of the error to each.
 *
 * @param from at least 1.
 * @param to at least `from`.
 */
export function planLooks(from: number, to: number): number[] {
  const looks = [from];
  for (let count = from; count < to; ) {
    const next = Math.ceil(count * growth);
    // No look right before the last.
    count = next * 1.25 >= to ? to : next;
    looks.push(count);
  }
  return looks;
}
