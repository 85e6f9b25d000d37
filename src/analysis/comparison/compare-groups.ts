import type { RankingMetric } from '../../spec/metric-schema';
import { comparePairs, type PairedComparison } from '../statistics/compare-pairs';
import { estimateMean, type MeanEstimate } from '../statistics/estimate-mean';
import type { RunGroup } from './group-runs';
import { boundsOfDifference, boundsOfMetric } from './metric-bounds';

/** How far the runs of a group got, best first: groups are ranked by this before their values. */
export const standings = ['ended', 'stopped', 'failed', 'none'] as const;

/**
 * `ended`: some run has a result of its own; `stopped`: halving ended its runs; `failed`: every run
 * that ended diverged or failed, so that its values are those of guessing; `none`: it has no value.
 */
export type Standing = (typeof standings)[number];

/** A group with its place among the others. */
export interface RankedGroup extends RunGroup {
  /** From 1; absent without any value. */
  readonly rank: number | undefined;
  readonly standing: Standing;
  /** Of the metric over seeds. */
  readonly estimate: MeanEstimate | undefined;
  /**
   * Paired by seed, this group minus the best one; absent for that one, without common seeds, and
   * where one of both was stopped before its end.
   */
  readonly toBest: PairedComparison | undefined;
}

/**
 * Ranks groups by the mean of their values, best first, and compares each with the best. Groups that
 * halving stopped come behind those that went to the end, those it stopped first last, because more
 * training would have changed their values; groups without any result of their own behind these.
 */
export function compareGroups(
  groups: readonly RunGroup[],
  { name, goal }: RankingMetric,
): RankedGroup[] {
  const bounds = boundsOfMetric(name);
  const estimated = groups.map((group) => {
    const values = [...group.bySeed.values()];
    const estimate = values.length === 0 ? undefined : estimateMean(values, bounds);
    return { group, standing: findStanding(group), estimate };
  });
  const sign = goal === 'maximize' ? -1 : 1;
  const keys = ({ group, standing, estimate }: (typeof estimated)[number]): number[] => [
    standings.indexOf(standing),
    -lastStop(group),
    sign * (estimate?.mean ?? 0),
  ];
  const sorted = estimated.toSorted((a, b) => compareKeys(keys(a), keys(b)));
  const [best] = sorted;
  return sorted.map(({ group, standing, estimate }, index) => {
    const isComparable = index > 0 && standing !== 'stopped' && best?.standing !== 'stopped';
    return {
      ...group,
      rank: estimate === undefined ? undefined : index + 1,
      standing,
      estimate,
      toBest: isComparable && best ? compareBySeed(group, best.group, name) : undefined,
    };
  });
}

function findStanding({ bySeed, stopped, failed, runs, missing }: RunGroup): Standing {
  if (stopped.length > 0) return 'stopped';
  if (bySeed.size === 0) return 'none';
  return failed.length + missing.length === runs.length ? 'failed' : 'ended';
}

/** The step at which halving stopped the last run of a group; 0 where it stopped none. */
function lastStop({ stopped }: RunGroup): number {
  const steps = stopped.map(({ status }) => ('step' in status ? (status.step ?? 0) : 0));
  return steps.reduce((last, step) => Math.max(last, step), 0);
}

/** Compares by the first key that differs. */
function compareKeys(first: readonly number[], second: readonly number[]): number {
  const index = first.findIndex((key, at) => key !== second[at]);
  return index < 0 ? 0 : (first[index] ?? 0) - (second[index] ?? 0);
}

/** Compares two groups on the seeds that both have a value of the metric for. */
export function compareBySeed(
  group: Pick<RunGroup, 'bySeed'>,
  other: Pick<RunGroup, 'bySeed'>,
  metric: string,
): PairedComparison | undefined {
  const pairs = [...group.bySeed].flatMap(([seed, value]) => {
    const twin = other.bySeed.get(seed);
    return twin === undefined ? [] : [[value, twin] as const];
  });
  return pairs.length === 0 ? undefined : comparePairs(pairs, boundsOfDifference(metric));
}
