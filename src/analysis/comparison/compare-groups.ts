import { mean } from 'simple-statistics';
import type { RankingMetric } from '../../spec/metric-schema';
import { type AgainstBest, compareWithBest } from '../statistics/best/compare-with-best';
import { type AgainstBestVerdict, judgeAgainstBest } from '../statistics/best/judge-against-best';
import {
  estimateProbabilityOfBetter,
  type ProbabilityOfBetter,
} from '../statistics/best/probability-of-better';
import { subtractBySeed } from '../statistics/best/subtract-by-seed';
import { estimateMean, type Interval } from '../statistics/estimate-mean';
import { foreseePairsNeeded } from '../statistics/foresee-pairs';
import { estimateWithinRange, type RangeEstimate } from '../statistics/means/estimate-within-range';
import type { RunGroup } from './group-runs';
import { boundsOfDifference, boundsOfMetric } from './metric-bounds';
import { type GroupPair, type RacePlace, raceGroups } from './race-groups';

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
  readonly estimate: RangeEstimate | undefined;
  /**
   * Paired by seed, this group minus the best one; absent for that one, without common seeds, and
   * where one of both was stopped before its end. Verdicts and intervals hold for all groups together.
   */
  readonly toBest: GroupComparison | undefined;
}

/** How a group compares with the best one. */
export interface GroupComparison extends AgainstBest {
  readonly verdict: AgainstBestVerdict;
  /** Whether both have the very same value on every seed. */
  readonly isEqual: boolean;
  /** The smallest difference of interest, where there is one. */
  readonly atLeast: number | undefined;
  /** How often the best one is better on a seed that both have. */
  readonly bestIsBetter: ProbabilityOfBetter;
  /** About how many seeds would tell; absent where these do, or nothing can be said. */
  readonly seedsNeeded: Interval | undefined;
  /** Where a race for seeds left it; absent where there was none. */
  readonly race?: RacePlace | undefined;
}

/**
 * Ranks groups by the mean of their values, best first, and compares all with the best at once, with
 * an error of 5 % for all verdicts together (`compareWithBest`). Groups that halving stopped come
 * behind those that went to the end, those it stopped first last, because more training would have
 * changed their values; groups without any result of their own behind these.
 *
 * In a race for seeds the 5 % are for all looks together: what was worse at a look is so, comes behind
 * the others, and is compared on the seeds of that look; the others on those of their last one.
 *
 * @param looks after how many seeds a race was looked at, where groups raced.
 */
export function compareGroups(
  groups: readonly RunGroup[],
  metric: RankingMetric,
  looks?: readonly number[],
): RankedGroup[] {
  const { name, goal } = metric;
  const bounds = boundsOfMetric(name);
  const estimated = groups.map((group) => {
    const values = [...group.bySeed.values()];
    const estimate = values.length === 0 ? undefined : estimateWithinRange(values, bounds);
    return { group, standing: findStanding(group), estimate };
  });
  const race = looks && raceGroups(estimated.filter(isCompared).map(toGroup), metric, looks);
  const sign = goal === 'maximize' ? -1 : 1;
  const keys = ({ group, standing, estimate }: (typeof estimated)[number]): number[] => [
    standings.indexOf(standing),
    -lastStop(group),
    race?.isOut(group) === true ? 1 : 0,
    sign * (estimate?.mean ?? 0),
  ];
  const sorted = estimated.toSorted((a, b) => compareKeys(keys(a), keys(b)));
  const [best] = sorted;
  const compared = best?.standing === 'stopped' ? [] : sorted.filter(isCompared).map(toGroup);
  const pairs = race?.compareWith(compared[0]) ?? pairWithBest(compared, metric);
  const alpha = 0.05 / Math.max(1, compared.length - 1) / (looks?.length ?? 1);
  return sorted.map(({ group, standing, estimate }, index) => {
    const pair = pairs.get(group);
    return {
      ...group,
      rank: estimate === undefined ? undefined : index + 1,
      standing,
      estimate,
      toBest: pair && describePair(pair, metric, alpha),
    };
  });
}

/** A group and the mean of what its runs count as. */
export interface LeadingGroup {
  readonly group: RunGroup;
  readonly mean: number;
}

/**
 * The group that `compareGroups` ranks first where groups did not race for seeds, without intervals and
 * comparisons, which take long; undefined where no group has a value.
 */
export function findLeader(
  groups: readonly RunGroup[],
  { goal }: RankingMetric,
): LeadingGroup | undefined {
  const sign = goal === 'maximize' ? -1 : 1;
  const [first] = groups
    .filter(({ bySeed }) => bySeed.size > 0)
    .map((group) => {
      const center = mean([...group.bySeed.values()]);
      const keys = [standings.indexOf(findStanding(group)), -lastStop(group), sign * center];
      return { group, mean: center, keys };
    })
    .toSorted((a, b) => compareKeys(a.keys, b.keys));
  return first && { group: first.group, mean: first.mean };
}

function isCompared({
  standing,
  group,
}: {
  readonly standing: Standing;
  readonly group: RunGroup;
}): boolean {
  return standing !== 'stopped' && group.bySeed.size > 0;
}

function toGroup({ group }: { readonly group: RunGroup }): RunGroup {
  return group;
}

/** Compares groups with the first one, which is the best, on all of their seeds. */
function pairWithBest(
  groups: readonly RunGroup[],
  { goal }: RankingMetric,
): ReadonlyMap<RunGroup, GroupPair> {
  const trials = groups.map(({ bySeed }) => bySeed);
  const against =
    trials.length === 0 ? [] : compareWithBest(trials, 0, { isGreaterBetter: goal === 'maximize' });
  return new Map(
    groups.flatMap((group, place) => {
      const joint = against[place];
      const differences = subtractBySeed(group.bySeed, trials[0] ?? new Map());
      return joint === undefined ? [] : [[group, { joint, differences }] as const];
    }),
  );
}

function describePair(
  { joint, differences, race }: GroupPair,
  { name, goal, atLeast }: RankingMetric,
  alpha: number,
): GroupComparison | undefined {
  if (differences.length === 0) return undefined;
  const { isWorse, interval } = joint;
  return {
    ...joint,
    interval: interval && clip(interval, boundsOfDifference(name)),
    verdict: judgeAgainstBest(joint, atLeast),
    isEqual: differences.every((value) => value === 0),
    atLeast,
    bestIsBetter: estimateProbabilityOfBetter(differences, goal !== 'maximize'),
    seedsNeeded: isWorse ? undefined : foreseePairsNeeded(estimateMean(differences), alpha),
    ...(race !== undefined && { race }),
  };
}

function clip({ low, high }: Interval, bounds: Interval): Interval {
  return { low: Math.max(low, bounds.low), high: Math.min(high, bounds.high) };
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
