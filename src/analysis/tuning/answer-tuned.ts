import { mean } from 'simple-statistics';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import type { MetricName } from '../../spec/metric-names';
import { groupBy } from '../../util/group-by';
import { formatAxisValue } from '../comparison/format-axis-value';
import { boundsOfMetric } from '../comparison/metric-bounds';
import type { RecordedRun } from '../results/read-results';
import { averageBySeed, findTestMetric, scoreRuns } from '../results/score-runs';
import { tuningRuns } from '../results/tuning-runs';
import type { AgainstBest } from '../statistics/best/compare-with-best';
import { type AgainstBestVerdict, judgeAgainstBest } from '../statistics/best/judge-against-best';
import {
  estimateProbabilityOfBetter,
  type ProbabilityOfBetter,
} from '../statistics/best/probability-of-better';
import { subtractBySeed } from '../statistics/best/subtract-by-seed';
import { estimateWithinRange, type RangeEstimate } from '../statistics/means/estimate-within-range';
import { compareTuned, type TunedValue } from '../statistics/tuning/compare-tuned';
import { chooseTolerance } from './choose-tolerance';
import { chooseTuned, type TunedChoice } from './choose-tuned';
import { measureLuck } from './measure-luck';
import { pickAxes, questionAxes } from './question-value';
import { type ChosenSetting, settleChoice } from './settle-choice';

/** A value of the question with what tuning gives it. */
export interface TunedRow {
  readonly label: string;
  readonly values: RunConfig['axisValues'];
  /** The settings that were chosen; one for each value of the other axes of the question. */
  readonly choices: readonly ChosenSetting[];
  /** The plan's metric of what was chosen, on the seeds it was chosen by: optimistic. */
  readonly tuningMean: number | undefined;
  /** The score that counts, over seeds; absent where nothing has one. */
  readonly estimate: RangeEstimate | undefined;
  readonly bySeed: ReadonlyMap<number, number>;
  /** Runs of the score that diverged or failed, counted as guessing. */
  readonly failedCount: number;
  /** Against the best one; absent for that one, and before fresh seeds have confirmed the choice. */
  readonly toBest: AgainstBest | undefined;
  readonly verdict: AgainstBestVerdict | undefined;
  /** How often the best one is better on a seed that both have. */
  readonly bestIsBetter: ProbabilityOfBetter | undefined;
}

/** Values of the question compared, each as good as tuning made it. */
export interface TunedAnswer {
  /** The axes that are compared. */
  readonly axes: readonly string[];
  /** Axes of the question that are averaged over. */
  readonly averaged: readonly string[];
  readonly tuned: readonly string[];
  /** What the score is: the metric of the test data where the plan's is of validation data. */
  readonly score: MetricName;
  /** The smallest difference of interest, where the plan names one. */
  readonly atLeast: number | undefined;
  /** Whether the scores are of fresh seeds; else of those that the settings were chosen by. */
  readonly isConfirmed: boolean;
  /** Fresh seeds, or seeds to tune by. */
  readonly seedCount: number;
  /** Best first. */
  readonly rows: readonly TunedRow[];
}

/**
 * Compares values of the question, each with the setting that was chosen for it: on fresh seeds where
 * there are any, all differences to the best held to 5 % together, and widened by the luck of the
 * choice. Without fresh seeds nothing is said of differences.
 *
 * @param axes those to compare, all of the question unless given.
 */
export function answerTuned(
  plan: ExperimentPlan,
  runs: readonly RecordedRun[],
  axes: readonly string[] = questionAxes(plan),
): TunedAnswer {
  const all = questionAxes(plan);
  const score = (findTestMetric(plan.metric.name, runs) ?? plan.metric.name) as MetricName;
  const choices = chooseTuned(plan, runs);
  const fresh = runs.filter(({ config }) => plan.confirmSeeds.includes(config.seed));
  const isConfirmed = choices.every(({ trial }) => {
    const own = fresh.filter(({ config }) => config.trial === trial);
    return own.length > 0 && scoreRuns(own, score).missing.length === 0;
  });
  const scored = isConfirmed ? fresh : tuningRuns(plan, runs);
  const labelOf = ({ question }: TunedChoice): string =>
    axes.map((axis) => formatAxisValue(question[axis])).join(' · ');
  const tolerance = chooseTolerance(
    plan.metric,
    choices.flatMap(({ tuningMean }) => tuningMean ?? []),
  );
  const groups = [...groupBy(choices, labelOf)].map(([label, members]) => {
    const own = scored.filter(({ config }) => members.some(({ trial }) => trial === config.trial));
    const bySeed = averageBySeed(own, score, members.length);
    const row: TunedRow = {
      label,
      values: pickAxes(members[0]?.question ?? {}, axes),
      choices: members.flatMap((choice) => settleChoice(choice, plan, tolerance)),
      ...scoreRow(members, bySeed, score),
      failedCount: scoreRuns(own, score).failed.length,
      toBest: undefined,
      verdict: undefined,
      bestIsBetter: undefined,
    };
    return { row, tuned: { confirming: bySeed, luck: measureLuck(members, scored, plan, score) } };
  });
  const sign = plan.metric.goal === 'maximize' ? -1 : 1;
  const sorted = groups.toSorted(
    (a, b) => sign * (a.row.estimate?.mean ?? 0) - sign * (b.row.estimate?.mean ?? 0),
  );
  return {
    axes,
    averaged: all.filter((axis) => !axes.includes(axis)),
    tuned: plan.tune,
    score,
    atLeast: plan.metric.atLeast,
    isConfirmed,
    seedCount: Math.max(0, ...sorted.map(({ row }) => row.bySeed.size)),
    rows: isConfirmed ? judge(sorted, plan) : sorted.map(({ row }) => row),
  };
}

/** What a row scores: while tuning, and where it counts. */
function scoreRow(
  members: readonly TunedChoice[],
  bySeed: ReadonlyMap<number, number>,
  score: MetricName,
): Pick<TunedRow, 'tuningMean' | 'estimate' | 'bySeed'> {
  const tuningMeans = members.flatMap(({ tuningMean }) => tuningMean ?? []);
  const values = [...bySeed.values()];
  return {
    tuningMean: tuningMeans.length === 0 ? undefined : mean(tuningMeans),
    estimate: values.length === 0 ? undefined : estimateWithinRange(values, boundsOfMetric(score)),
    bySeed,
  };
}

/** Compares every row with the first, which is the best. */
function judge(
  sorted: readonly { readonly row: TunedRow; readonly tuned: TunedValue }[],
  { metric }: ExperimentPlan,
): TunedRow[] {
  const isGreaterBetter = metric.goal === 'maximize';
  const against = compareTuned(
    sorted.map(({ tuned }) => tuned),
    0,
    isGreaterBetter,
  );
  const best = sorted[0]?.row.bySeed ?? new Map<number, number>();
  return sorted.map(({ row }, index) => {
    const toBest = against[index];
    if (toBest === undefined) return row;
    const differences = subtractBySeed(best, row.bySeed);
    return {
      ...row,
      toBest,
      verdict: judgeAgainstBest(toBest, metric.atLeast),
      bestIsBetter:
        differences.length === 0
          ? undefined
          : estimateProbabilityOfBetter(differences, isGreaterBetter),
    };
  });
}
