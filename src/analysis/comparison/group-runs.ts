import type { JsonValue } from '../../plan/run-config';
import { groupBy } from '../../util/group-by';
import type { RecordedRun } from '../results/read-results';
import { scoreRuns } from '../results/score-runs';

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
