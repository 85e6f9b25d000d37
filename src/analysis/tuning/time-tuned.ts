import type { ExperimentPlan } from '../../plan/plan-experiment';
import { joinNames } from '../../util/join-names';
import { formatMetric } from '../comparison/format-metric';
import { type RecordedRun, readCurve } from '../results/read-results';
import {
  findTimeToTarget,
  summarizeTimes,
  type TimesSummary,
} from '../statistics/tuning/time-to-target';
import type { TunedAnswer } from './answer-tuned';

/** How soon each value of the question gets where all of them get. */
export interface TunedTimes {
  /** A value of the plan's metric: the mean of what was chosen for the value that does worst. */
  readonly target: number;
  /** In steps, over all seeds of the chosen settings; as evaluations see it. */
  readonly rows: readonly { readonly label: string; readonly steps: TimesSummary }[];
}

/**
 * Measures how many steps the chosen settings take to the score that all of them reach on average
 * while tuning. Runs that never reach it count as slower than all that do. Undefined where fewer than
 * two values have a score.
 */
export function timeTuned(
  { metric }: Pick<ExperimentPlan, 'metric'>,
  runs: readonly RecordedRun[],
  { rows }: TunedAnswer,
): TunedTimes | undefined {
  const isGreaterBetter = metric.goal === 'maximize';
  const means = rows.flatMap(({ tuningMean }) => tuningMean ?? []);
  if (means.length < 2) return undefined;
  const target = isGreaterBetter ? Math.min(...means) : Math.max(...means);
  return {
    target,
    rows: rows.flatMap(({ label, choices }) => {
      const trials = choices.map(({ trial }) => trial);
      const times = runs
        .filter(({ config }) => trials.includes(config.trial))
        .map((run) => findTimeToTarget(readTimes(run, metric.name), target, isGreaterBetter));
      return times.length === 0 ? [] : [{ label, steps: summarizeTimes(times) }];
    }),
  };
}

/** The same in a sentence. */
export function describeTimes({ target, rows }: TunedTimes, metric: string): string {
  const parts = rows.map(({ label, steps: { median, reached, count } }) => {
    const share = `${reached} of ${count} runs`;
    return Number.isFinite(median)
      ? `${label} after ${median} steps (${share})`
      : `${label} hardly ever (${share})`;
  });
  return `Half of the runs have reached ${metric} ${formatMetric(metric, target)}: ${joinNames(parts)}.`;
}

/** The evaluations of a run. */
function readTimes(run: RecordedRun, metric: string) {
  return readCurve(run).flatMap(({ step, values }) => {
    const value = values[metric];
    return value === undefined || Number.isNaN(value) ? [] : [{ at: step, value }];
  });
}
