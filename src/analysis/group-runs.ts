import { mean } from 'simple-statistics';
import { findValues } from '../plan/match-condition';
import type { JsonValue } from '../plan/run-config';
import { nearestName } from '../spec/nearest-name';
import { isPrefix, splitPath } from '../spec/settings-path';
import { groupBy } from '../util/group-by';
import { formatStableJson } from '../util/stable-json';
import { UserError } from '../util/user-error';
import { formatAxisValue } from './format-axis-value';
import type { RecordedRun } from './read-results';
import { scoreRuns } from './score-runs';

/** Runs that are compared as one with other groups, seed by seed. */
export interface RunGroup {
  readonly label: string;
  /** What the runs have in common, by axis. */
  readonly axisValues: Readonly<Record<string, JsonValue>>;
  readonly runs: readonly RecordedRun[];
  /** One value of the metric per seed; what diverged or failed counts as guessing. */
  readonly bySeed: ReadonlyMap<number, number>;
  /** Runs that diverged or failed. */
  readonly failed: readonly RecordedRun[];
  /** Runs that halving ended before their last step. */
  readonly stopped: readonly RecordedRun[];
  /** Runs that have no value yet, for instance because they wait. */
  readonly missing: readonly RecordedRun[];
}

/** One group per trial, in the order of the plan. */
export function groupByTrial(runs: readonly RecordedRun[], metric: string): RunGroup[] {
  return [...groupBy(runs, ({ config }) => config.trial)].map(([label, members]) => {
    const { scores, ...rest } = scoreRuns(members, metric);
    return {
      label,
      axisValues: members[0]?.config.axisValues ?? {},
      runs: members,
      bySeed: new Map(scores.map(({ run, score }) => [run.config.seed, score.value])),
      ...rest,
    };
  });
}

/** Groups by axes, and how much of the grid they rest on. */
export interface AxisGroups {
  readonly groups: readonly RunGroup[];
  /** Settings of the other axes, times seeds, that every group has a result for. */
  readonly sharedCount: number;
  /** All settings of the other axes, times seeds. */
  readonly cellCount: number;
}

/**
 * One group per value of one or more axes, for their marginal effect: the value of a seed is the
 * mean over all settings of the other axes. Only settings count that every group has a result for,
 * so that groups differ in nothing but the axes; what halving stopped has none that compares.
 *
 * @throws UserError where a path is no axis.
 */
export function groupByAxes(
  runs: readonly RecordedRun[],
  paths: readonly string[],
  metric: string,
): AxisGroups {
  for (const path of paths) checkPath(path, runs);
  const labelOf = ({ config }: RecordedRun): string =>
    paths.map((path) => formatAxisValue(readValue(config, path))).join(' · ');
  const groups = groupBy(runs, labelOf);
  const cells = [...groups.values()].map((members) => averageCells(members, paths, metric));
  const all = new Set(runs.map((run) => cellOf(run, paths)));
  const shared = [...all].filter((cell) =>
    cells.every((group) => group.size === 0 || group.has(cell)),
  );
  const axisGroups = [...groups].map(([label, members], index): RunGroup => {
    const [first] = members;
    const values = paths.flatMap((path) => {
      const value = first === undefined ? undefined : readValue(first.config, path);
      return value === undefined ? [] : [[path, value] as const];
    });
    const { failed, stopped, missing } = scoreRuns(members, metric);
    return {
      label,
      axisValues: Object.fromEntries(values),
      runs: members,
      bySeed: averageSeeds(shared.flatMap((cell) => cells[index]?.get(cell) ?? [])),
      failed,
      // What was stopped is part of no setting that counts.
      stopped: [],
      missing: [...stopped, ...missing],
    };
  });
  return { groups: axisGroups, sharedCount: shared.length, cellCount: all.size };
}

interface Cell {
  readonly seed: number;
  readonly value: number;
}

/** The mean of a metric by seed and settings of the other axes; none where a run has no value. */
function averageCells(
  runs: readonly RecordedRun[],
  paths: readonly string[],
  metric: string,
): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [cell, members] of groupBy(runs, (run) => cellOf(run, paths))) {
    const { scores, stopped } = scoreRuns(members, metric);
    const seed = members[0]?.config.seed ?? 0;
    if (scores.length < members.length || stopped.length > 0) continue;
    cells.set(cell, { seed, value: mean(scores.map(({ score }) => score.value)) });
  }
  return cells;
}

/** The seed and the settings of all axes but those that groups are made by. */
function cellOf({ config }: RecordedRun, paths: readonly string[]): string {
  const others = Object.entries(config.axisValues).filter(
    ([axis]) => !paths.some((path) => isPrefix(splitPath(axis), splitPath(path))),
  );
  return formatStableJson([config.seed, Object.fromEntries(others)]);
}

function averageSeeds(cells: readonly Cell[]): Map<number, number> {
  const seeds = groupBy(cells, ({ seed }) => seed);
  return new Map([...seeds].map(([seed, members]) => [seed, mean(members.map((c) => c.value))]));
}

function readValue(config: RecordedRun['config'], path: string): JsonValue | undefined {
  return findValues(config, path)[0] as JsonValue | undefined;
}

function checkPath(path: string, runs: readonly RecordedRun[]): void {
  if (runs.some(({ config }) => readValue(config, path) !== undefined)) return;
  const axes = [...new Set(runs.flatMap(({ config }) => Object.keys(config.axisValues)))];
  const near = nearestName(path, axes);
  throw new UserError(`There is no axis ${path}`, {
    hint:
      near !== undefined
        ? `Did you mean ${near}?`
        : axes.length > 0
          ? `Axes: ${axes.join(', ')}.`
          : 'The grid has no axes.',
  });
}
