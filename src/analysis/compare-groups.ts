import type { Goal } from '../spec/metric-schema';
import type { RunGroup } from './group-runs';
import { comparePairs, type PairedComparison } from './statistics/compare-pairs';
import { estimateMean, type MeanEstimate } from './statistics/estimate-mean';

/** A group with its place among the others. */
export interface RankedGroup extends RunGroup {
  /** From 1; absent without any value. */
  readonly rank: number | undefined;
  /** Of the metric over seeds. */
  readonly estimate: MeanEstimate | undefined;
  /** Paired by seed, this group minus the best one; absent for that one, or without common seeds. */
  readonly toBest: PairedComparison | undefined;
}

/** Ranks groups by the mean of their values, best first, and compares each with the best. */
export function compareGroups(groups: readonly RunGroup[], goal: Goal): RankedGroup[] {
  const sign = goal === 'maximize' ? -1 : 1;
  const estimated = groups.map((group) => {
    const values = [...group.bySeed.values()];
    return { group, estimate: values.length === 0 ? undefined : estimateMean(values) };
  });
  const key = ({ estimate }: { estimate: MeanEstimate | undefined }): number =>
    estimate === undefined ? Number.POSITIVE_INFINITY : sign * estimate.mean;
  const sorted = estimated.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)));
  const best = sorted[0]?.group;
  return sorted.map(({ group, estimate }, index) => ({
    ...group,
    rank: estimate === undefined ? undefined : index + 1,
    estimate,
    toBest: best === undefined || index === 0 ? undefined : compareBySeed(group, best),
  }));
}

/** Compares two groups on the seeds that both have a value for. */
export function compareBySeed(
  group: Pick<RunGroup, 'bySeed'>,
  other: Pick<RunGroup, 'bySeed'>,
): PairedComparison | undefined {
  const pairs = [...group.bySeed].flatMap(([seed, value]) => {
    const twin = other.bySeed.get(seed);
    return twin === undefined ? [] : [[value, twin] as const];
  });
  return pairs.length === 0 ? undefined : comparePairs(pairs);
}
