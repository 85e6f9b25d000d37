import { mean } from 'simple-statistics';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import type { MetricName } from '../../spec/metric-names';
import { groupBy } from '../../util/group-by';
import { formatStableJson } from '../../util/stable-json';
import { formatAxisValue } from '../comparison/format-axis-value';
import { boundsOfMetric } from '../comparison/metric-bounds';
import type { RecordedRun } from '../results/read-results';
import { findTestMetric, scoreRuns } from '../results/score-runs';
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
import { chooseTuned, type TunedChoice } from './choose-tuned';
import { findEdges, type RangeEdge } from './find-edges';
import { questionAxes } from './question-value';

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

/** What was chosen for one value of the question. */
export interface ChosenSetting {
  readonly trial: string;
  /** The tuned axes with the values that were chosen. */
  readonly settings: RunConfig['axisValues'];
  readonly edges: readonly RangeEdge[];
  /** Settings that it was chosen from. */
  readonly trialCount: number;
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
  const groups = [...groupBy(choices, labelOf)].map(([label, members]) => ({
    row: describeRow(label, members, { plan, runs, scored, score, axes }),
    tuned: describeTuned(members, { plan, runs, scored, score }),
  }));
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

interface Sources {
  readonly plan: ExperimentPlan;
  readonly runs: readonly RecordedRun[];
  /** The runs whose scores count. */
  readonly scored: readonly RecordedRun[];
  readonly score: MetricName;
}

function describeRow(
  label: string,
  members: readonly TunedChoice[],
  { plan, runs, scored, score, axes }: Sources & { readonly axes: readonly string[] },
): TunedRow {
  const chosenRuns = scored.filter(({ config }) =>
    members.some(({ trial }) => trial === config.trial),
  );
  const bySeed = averageBySeed(chosenRuns, score, members.length);
  const values = [...bySeed.values()];
  const tuningMeans = members.flatMap(({ tuningMean }) => tuningMean ?? []);
  const [first] = members;
  return {
    label,
    values: Object.fromEntries(
      axes.flatMap((axis) => {
        const value = first?.question[axis];
        return value === undefined ? [] : [[axis, value] as const];
      }),
    ),
    choices: members.flatMap((choice) => describeChoice(choice, plan, runs)),
    tuningMean: tuningMeans.length === 0 ? undefined : mean(tuningMeans),
    estimate: values.length === 0 ? undefined : estimateWithinRange(values, boundsOfMetric(score)),
    bySeed,
    failedCount: scoreRuns(chosenRuns, score).failed.length,
    toBest: undefined,
    verdict: undefined,
    bestIsBetter: undefined,
  };
}

function describeChoice(
  { question, trial, trialCount }: TunedChoice,
  plan: ExperimentPlan,
  runs: readonly RecordedRun[],
): ChosenSetting[] {
  const axisValues = runs.find(({ config }) => config.trial === trial)?.config.axisValues;
  if (trial === undefined || axisValues === undefined) return [];
  const tried = runs
    .filter(({ config }) => isOf(config, question))
    .map(({ config }) => config.axisValues);
  const settings = plan.tune.flatMap((axis) => {
    const value = axisValues[axis];
    return value === undefined ? [] : [[axis, value] as const];
  });
  const edges = findEdges(plan, axisValues, tried);
  return [{ trial, settings: Object.fromEntries(settings), edges, trialCount }];
}

/** What statistics need of a value: its scores, and what each of its settings was chosen from. */
function describeTuned(
  members: readonly TunedChoice[],
  { plan, runs, scored, score }: Sources,
): TunedValue {
  const tuning = tuningRuns(plan, runs);
  return {
    confirming: averageBySeed(
      scored.filter(({ config }) => members.some(({ trial }) => trial === config.trial)),
      score,
      members.length,
    ),
    choices: members.map(({ question }) => {
      const own = tuning.filter(({ config }) => isOf(config, question));
      const trials = groupBy(own, ({ config }) => config.trial);
      return [...trials.values()].map((trial) => averageBySeed(trial, plan.metric.name, 1));
    }),
  };
}

/** Means by seed, of the seeds that all `count` settings have a score for. */
function averageBySeed(
  runs: readonly RecordedRun[],
  metric: string,
  count: number,
): Map<number, number> {
  const { scores } = scoreRuns(runs, metric);
  const seeds = groupBy(scores, ({ run }) => run.config.seed);
  return new Map(
    [...seeds].flatMap(([seed, members]) =>
      members.length === count
        ? [[seed, mean(members.map(({ score }) => score.value))] as const]
        : [],
    ),
  );
}

function isOf(config: RunConfig, question: RunConfig['axisValues']): boolean {
  return Object.entries(question).every(
    ([axis, value]) =>
      formatStableJson(config.axisValues[axis] ?? null) === formatStableJson(value),
  );
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
