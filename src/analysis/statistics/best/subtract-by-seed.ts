/** One value per seed. */
export type BySeed = ReadonlyMap<number, number>;

/** Differences on the seeds that both have; what is but the rounding of sums is none. */
export function subtractBySeed(trial: BySeed, other: BySeed): number[] {
  return [...trial].flatMap(([seed, value]) => {
    const twin = other.get(seed);
    if (twin === undefined) return [];
    const scale = Math.max(Math.abs(value), Math.abs(twin));
    return [Math.abs(value - twin) <= 1e-12 * scale ? 0 : value - twin];
  });
}
