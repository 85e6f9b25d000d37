import type { ExperimentSpec } from '../../spec/experiment-schema';

/** The seeds that a spec asks for, and when. */
export interface SeedPlan {
  /** Every trial runs with these. */
  readonly seeds: readonly number[];
  /** Trials that are still in the running get as many at most; null without a race. */
  readonly mostSeeds: number | null;
  /** What was chosen runs with these in the end: fresh ones, behind all others. */
  readonly confirmSeeds: readonly number[];
}

/** Lists the seeds of a spec. Those of a race are numbered on, those that confirm behind them. */
export function listSeeds({ seeds, confirm }: Pick<ExperimentSpec, 'seeds' | 'confirm'>): SeedPlan {
  const listed = listFirst(seeds);
  const mostSeeds = typeof seeds === 'object' && 'to' in seeds ? seeds.to : null;
  const first = mostSeeds ?? Math.max(...listed) + 1;
  return {
    seeds: listed,
    mostSeeds,
    confirmSeeds: Array.from({ length: confirm?.seeds ?? 0 }, (_, index) => first + index),
  };
}

function listFirst(seeds: ExperimentSpec['seeds']): readonly number[] {
  if (Array.isArray(seeds)) return seeds;
  const count = typeof seeds === 'number' ? seeds : seeds.from;
  return Array.from({ length: count }, (_, seed) => seed);
}
