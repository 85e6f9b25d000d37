import type { ClaimResult } from '../../analysis/claims/claim-result';
import { describeEvidence } from '../../analysis/claims/describe-claim';
import type { RankedGroup, Standing } from '../../analysis/comparison/compare-groups';
import { expectOptimism } from '../../analysis/comparison/describe-optimism';
import {
  describeShortfall,
  type FailureRate,
  failureRate,
} from '../../analysis/comparison/describe-shortfall';
import { describePlace } from '../../analysis/comparison/describe-verdict';
import type { Mixture } from '../../analysis/results/find-mixtures';
import { readMixtures } from '../../analysis/results/read-mixtures';
import type { ExperimentResults, RecordedRun } from '../../analysis/results/read-results';
import { listRaceLooks } from '../../analysis/stages/list-race-looks';
import type { Interval } from '../../analysis/statistics/estimate-mean';
import type { TunedAnswer } from '../../analysis/tuning/answer-tuned';
import { coverTestSample, type TestSampleCover } from '../../analysis/tuning/cover-test-sample';
import { exploreTuning, type TuningExploration } from '../../analysis/tuning/explore-tuning';
import { type TunedTimes, timeTuned } from '../../analysis/tuning/time-tuned';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { JsonValue } from '../../plan/run-config';
import type { ComparisonSubject } from './comparison-columns';
import { summariseTuned, type TunedSummary } from './summarise-tuned';

/** Groups of runs, best first. Numbers of the metric; `verdict` and `shortfall` are words for people. */
export interface ComparisonAnswer {
  readonly experiment: string;
  readonly metric: ExperimentPlan['metric'];
  /** `trial`, or the axes. */
  readonly groupedBy: string;
  /** After how many seeds trials were looked at, where they raced; `toBest` holds over all looks. */
  readonly raceLooks?: readonly number[] | undefined;
  readonly groups: readonly {
    readonly label: string;
    readonly axisValues: RankedGroup['axisValues'];
    readonly rank: number | undefined;
    readonly mean: number | undefined;
    readonly stddev: number | undefined;
    readonly interval: Interval | undefined;
    readonly bySeed: Readonly<Record<string, number>>;
    readonly toBest: RankedGroup['toBest'];
    readonly verdict: string;
    readonly standing: Standing;
    readonly shortfall: string;
    readonly failureRate: FailureRate | undefined;
    readonly failed: readonly NamedRun[];
    readonly stopped: readonly NamedRun[];
    readonly missing: readonly NamedRun[];
  }[];
  /** By how much the best mean is expected to be too good, because it was chosen for being best. */
  readonly optimism: number | undefined;
  /** Values of the question with the others tuned, where something is. */
  readonly tuned?: TunedSummary | undefined;
  /** What smaller budgets reach, and how forgiving tuned axes are. */
  readonly exploration?: TuningExploration | undefined;
  /** Intervals of the tuned values that cover other test examples, too. */
  readonly withTestExamples?: TestSampleCover | undefined;
  /** How soon the tuned values get where all of them get. */
  readonly timeToTarget?: TunedTimes | undefined;
  /** What decides last digits and is not the same for all runs: machines, versions. */
  readonly mixtures: readonly Mixture[];
  /** Runs are named by their ids; `evidence` is for people. */
  readonly claims: readonly (ClaimAnswer & {
    /** Each value of the axis by itself, where a claim is to hold for most of them. */
    readonly values?: readonly (ClaimAnswer & { readonly value: JsonValue })[];
  })[];
}

type ClaimAnswer = Omit<ClaimResult, 'failed' | 'missing' | 'values'> & {
  readonly evidence: string;
  readonly failed: readonly string[];
  readonly missing: readonly string[];
};

interface NamedRun {
  readonly run: string;
  readonly state: string;
  readonly step?: number | undefined;
}

/** A comparison for programs, with everything that is known. */
export function summariseComparison(
  { plan, runs }: Pick<ExperimentResults, 'plan' | 'runs'>,
  groups: readonly RankedGroup[],
  { metric, groupTitle }: Pick<ComparisonSubject, 'metric' | 'groupTitle'>,
  claims: readonly ClaimResult[],
  tuned: TunedAnswer | undefined,
): ComparisonAnswer {
  return {
    experiment: plan.experiment,
    metric,
    groupedBy: groupTitle,
    optimism: expectOptimism(groups, metric),
    raceLooks: groupTitle === 'trial' ? listRaceLooks(plan) : undefined,
    ...(tuned !== undefined && {
      tuned: summariseTuned(tuned),
      exploration: exploreTuning(plan, runs),
      withTestExamples: coverTestSample(tuned, runs),
      timeToTarget: timeTuned(plan, runs, tuned),
    }),
    groups: groups.map((group) => ({
      label: group.label,
      axisValues: group.axisValues,
      rank: group.rank,
      mean: group.estimate?.mean,
      stddev: group.estimate?.stddev,
      interval: group.estimate?.interval,
      bySeed: Object.fromEntries(group.bySeed),
      toBest: group.toBest,
      verdict: describePlace(group, metric.name),
      standing: group.standing,
      shortfall: describeShortfall(group, metric.name),
      failureRate: failureRate(group),
      failed: group.failed.map(nameRun),
      stopped: group.stopped.map(nameRun),
      missing: group.missing.map(nameRun),
    })),
    mixtures: readMixtures({ plan, runs }),
    claims: claims.map((claim) => ({
      ...summariseClaim(claim),
      ...(claim.values !== undefined && {
        values: claim.values.map((one) => ({ value: one.value, ...summariseClaim(one) })),
      }),
    })),
  };
}

function summariseClaim(whole: ClaimResult): ClaimAnswer {
  const { values: _, ...claim } = whole;
  return {
    ...claim,
    evidence: describeEvidence(whole),
    failed: claim.failed.map(({ config }) => config.runId),
    missing: claim.missing.map(({ config }) => config.runId),
  };
}

function nameRun({ config, status }: RecordedRun): NamedRun {
  const step = 'step' in status ? { step: status.step } : {};
  return { run: config.runId, state: status.state, ...step };
}
