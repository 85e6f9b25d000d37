import type { ExperimentPlan } from '../../plan/plan-experiment';
import { formatDuration } from '../../util/format-duration';
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
  readonly rows: readonly TunedTime[];
}

/** How soon one gets there, over all seeds of the chosen settings; as evaluations see it. */
export interface TunedTime {
  readonly label: string;
  readonly steps: TimesSummary;
  /** The time of those steps alone; absent where a run that got there does not tell it. */
  readonly seconds: TimesSummary | undefined;
}

/**
 * Measures how many steps, and how many seconds of training, the chosen settings take to the score that
 * all of them reach on average while tuning. Runs that never reach it count as slower than all that do.
 * A step of a run takes what its steps took on average, without evaluation, pictures and records.
 * Undefined where fewer than two values have a score.
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
        .map((run) => {
          const steps = findTimeToTarget(readTimes(run, metric.name), target, isGreaterBetter);
          return { steps, seconds: Number.isFinite(steps) ? timeSteps(run, steps) : steps };
        });
      if (times.length === 0) return [];
      const seconds = times.flatMap((time) => time.seconds ?? []);
      return [
        {
          label,
          steps: summarizeTimes(times.map(({ steps }) => steps)),
          seconds: seconds.length < times.length ? undefined : summarizeTimes(seconds),
        },
      ];
    }),
  };
}

/** The same in a sentence. */
export function describeTimes({ target, rows }: TunedTimes, metric: string): string {
  const parts = rows.map(({ label, steps: { median, reached, count }, seconds }) => {
    const share = `${reached} of ${count} runs`;
    if (!Number.isFinite(median)) return `${label} hardly ever (${share})`;
    const time = seconds === undefined ? '' : `, ${formatSeconds(seconds.median)} of training`;
    return `${label} after ${median} steps${time} (${share})`;
  });
  return `Half of the runs have reached ${metric} ${formatMetric(metric, target)}: ${joinNames(parts)}.`;
}

/** Two digits of what is short: `0.062 s`. */
function formatSeconds(seconds: number): string {
  return seconds < 9.95 ? `${Number(seconds.toPrecision(2))} s` : formatDuration(1000 * seconds);
}

/** Seconds that as many steps of a run take by themselves; undefined where it does not tell. */
function timeSteps({ status }: RecordedRun, steps: number): number | undefined {
  const training = 'training' in status ? status.training : undefined;
  return training && (steps * training.durationMs) / training.steps / 1000;
}

/** The evaluations of a run. */
function readTimes(run: RecordedRun, metric: string) {
  return readCurve(run).flatMap(({ step, values }) => {
    const value = values[metric];
    return value === undefined || Number.isNaN(value) ? [] : [{ at: step, value }];
  });
}
