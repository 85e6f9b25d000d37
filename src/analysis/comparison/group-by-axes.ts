import { mean } from 'simple-statistics';
import type { JsonValue } from '../../plan/run-config';
import { findValues } from '../../plan/trials/match-condition';
import { isPrefix, splitPath } from '../../spec/settings-path';
import { groupBy } from '../../util/group-by';
import { formatStableJson } from '../../util/stable-json';
import type { RecordedRun } from '../results/read-results';
import { scoreRuns } from '../results/score-runs';
import { formatAxisValue } from './format-axis-value';
import type { RunGroup } from './group-runs';
import { resolveAxis } from './resolve-axis';

/** Groups by axes, and how much of the grid they rest on. */
export interface AxisGroups {
  /** The axes, by their full names. */
  readonly axes: readonly string[];
  /** The other axes that groups are averaged over. */
  readonly averaged: readonly string[];
  /** Other axes that have one value in each group, so that their effect is part of it. */
  readonly bound: readonly string[];
  readonly groups: readonly RunGroup[];
  /** Settings of the other axes, times seeds, that every group has a result for. */
  readonly sharedCount: number;
  /** All settings of the other axes, times seeds. */
  readonly cellCount: number;
  /** Those of them that every group has a run for, whether it has a result or not. */
  readonly commonCount: number;
}

/**
 * One group per value of one or more axes, for their marginal effect: the value of a seed is the
 * mean over all settings of the other axes. Only settings count that every group has a result for,
 * so that groups differ in nothing but the axes; what halving stopped has none that compares.
 *
 * @param given names of axes, as `resolveAxis` takes them.
 * @throws UserError where a name is no axis, or could be several.
 */
export function groupByAxes(
  runs: readonly RecordedRun[],
  given: readonly string[],
  metric: string,
): AxisGroups {
  const configs = runs.map(({ config }) => config);
  const axes = [...new Set(given.map((name) => resolveAxis(name, configs)))];
  const labelOf = ({ config }: RecordedRun): string =>
    axes.map((path) => formatAxisValue(readValue(config, path))).join(' · ');
  const members = groupBy(runs, labelOf);
  const others = listOthers(runs, axes);
  const bound = others.filter((axis) => isBound(axis, [...members.values()], runs));
  const averaged = others.filter((axis) => !bound.includes(axis));
  const cells = [...members.values()].map((group) => groupCells(group, averaged, metric));
  const all = new Set(cells.flatMap((group) => [...group.keys()]));
  const common = [...all].filter((cell) => cells.every((group) => group.has(cell)));
  const withValue = cells.map((group) => ({
    isEmpty: [...group.values()].every(({ value }) => value === undefined),
    has: (cell: string) => group.get(cell)?.value !== undefined,
  }));
  const shared = [...all].filter((cell) =>
    withValue.every(({ isEmpty, has }) => isEmpty || has(cell)),
  );
  const groups = [...members].map(([label, group], index): RunGroup => {
    const { failed, stopped, missing } = scoreRuns(group, metric);
    return {
      label,
      axisValues: readValues(group, axes),
      runs: group,
      bySeed: averageSeeds(shared.flatMap((cell) => cells[index]?.get(cell) ?? [])),
      failed,
      // What was stopped is part of no setting that counts.
      stopped: [],
      missing: [...stopped, ...missing],
    };
  });
  const counts = {
    sharedCount: shared.length,
    cellCount: all.size,
    commonCount: common.length,
  };
  return { axes, averaged, bound, groups, ...counts };
}

/** Axes that are neither among those that groups are made by nor hold one of them. */
function listOthers(runs: readonly RecordedRun[], axes: readonly string[]): string[] {
  const all = new Set(runs.flatMap(({ config }) => Object.keys(config.axisValues)));
  return [...all].filter(
    (axis) => !axes.some((path) => isPrefix(splitPath(axis), splitPath(path))),
  );
}

/** Whether an axis varies, but not within any group: zipped axes go together so. */
function isBound(
  axis: string,
  groups: readonly (readonly RecordedRun[])[],
  runs: readonly RecordedRun[],
): boolean {
  const countValues = (members: readonly RecordedRun[]): number =>
    new Set(members.map(({ config }) => formatStableJson(config.axisValues[axis] ?? null))).size;
  return countValues(runs) > 1 && groups.every((group) => countValues(group) === 1);
}

interface Cell {
  readonly seed: number;
  /** The mean of the metric; absent where a run has no value. */
  readonly value: number | undefined;
}

/** The mean of a metric by seed and settings of the axes that are averaged over. */
function groupCells(
  runs: readonly RecordedRun[],
  averaged: readonly string[],
  metric: string,
): Map<string, Cell> {
  const cellOf = ({ config }: RecordedRun): string =>
    formatStableJson([config.seed, averaged.map((axis) => config.axisValues[axis] ?? null)]);
  const cells = [...groupBy(runs, cellOf)].map(([cell, members]) => {
    const { scores, stopped } = scoreRuns(members, metric);
    const isWhole = scores.length === members.length && stopped.length === 0;
    const value = isWhole ? mean(scores.map(({ score }) => score.value)) : undefined;
    return [cell, { seed: members[0]?.config.seed ?? 0, value }] as const;
  });
  return new Map(cells);
}

function averageSeeds(cells: readonly Cell[]): Map<number, number> {
  const known = cells.flatMap(({ seed, value }) => (value === undefined ? [] : [{ seed, value }]));
  const seeds = groupBy(known, ({ seed }) => seed);
  return new Map([...seeds].map(([seed, group]) => [seed, mean(group.map((cell) => cell.value))]));
}

function readValues([run]: readonly RecordedRun[], axes: readonly string[]) {
  const values = axes.flatMap((path) => {
    const value = run === undefined ? undefined : readValue(run.config, path);
    return value === undefined ? [] : [[path, value] as const];
  });
  return Object.fromEntries(values);
}

function readValue(config: RecordedRun['config'], path: string): JsonValue | undefined {
  return findValues(config, path)[0] as JsonValue | undefined;
}
