import type { ClaimResult } from '../../analysis/claims/evaluate-claim';
import type { CurveDifference } from '../../analysis/comparison/compare-curves';
import type { RankedGroup, Standing } from '../../analysis/comparison/compare-groups';
import type { PublishedComparison } from '../../analysis/comparison/compare-published';
import type { RepetitionReport } from '../../analysis/comparison/compare-repetition';
import type { RunOutlook } from '../../analysis/comparison/describe-outlook';
import type { FailureRate } from '../../analysis/comparison/describe-shortfall';
import type { Difference } from '../../analysis/results/list-differences';
import type { Interval } from '../../analysis/statistics/estimate-mean';
import type { Check } from '../../doctor/check';
import type { GradientRow } from '../../gradcheck/gradient-row';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import type { SpecProblem } from '../../spec/spec-problem';
import { UserError } from '../../util/user-error';

/*
 * What commands print with `--json`: one object on standard output, the answer or what is wrong;
 * words for people go to standard error. Only an interrupted command may leave without. The exit code is that of the table.
 *
 * Every object begins with `version` and `command`. What is not known is null or left out. NaN and the infinities, for which JSON has no numbers, are the strings
 * "NaN", "Infinity" and "-Infinity". Numbers have full precision. Paths are absolute.
 */

/** Goes up when a shape changes so that a program which reads it would notice. */
export const answerVersion = 1;

/** What stands in the object behind `version` and `command`, by command. */
export interface JsonAnswers {
  readonly validate: {
    /** The specs that are valid; `runs` counts them. */
    readonly experiments: readonly { readonly experiment: string; readonly runs: number }[];
    readonly problems: readonly SpecProblem[];
    readonly warnings: readonly SpecProblem[];
  };
  readonly plan: {
    readonly experiments: readonly PlannedExperiment[];
    readonly warnings: readonly SpecProblem[];
  };
  /** One for each experiment, its trials compared, and how the grid went. */
  readonly run: { readonly experiments: readonly GridAnswer[] };
  readonly compare: ComparisonAnswer;
  readonly status: {
    readonly experiments: readonly ExperimentStanding[];
    /** Experiments whose plan can't be read. */
    readonly unreadable: readonly { readonly experiment: string; readonly message: string }[];
  };
  readonly diff: {
    /** The ids of both runs: `first` and `second` of everything below. */
    readonly runs: readonly [string, string];
    readonly settings: readonly Difference[];
    readonly environment: readonly Difference[];
    /** State, final metrics and duration, equal or not. */
    readonly results: readonly Difference[];
    /** The first logged step that differs; null where all are equal. */
    readonly parting: CurveDifference | undefined;
    /** Whether both runs have metrics to compare. */
    readonly isComparable: boolean;
  };
  readonly verify: RepetitionReport & {
    readonly run: string;
    /** Folder of the repetition, where it was kept. */
    readonly repetition: string | undefined;
  };
  readonly doctor: { readonly checks: readonly Check[] };
  readonly gradcheck: { readonly checks: readonly GradientRow[] };
  readonly inspect: EventFolderContents | TagSeries;
  /** `report` is the path of the page. */
  readonly report: { readonly report: string };
  readonly reproduce: { readonly comparisons: readonly PublishedComparison[] };
}

/** Groups of runs, best first. Numbers of the metric; `verdict` and `shortfall` are words for people. */
export interface ComparisonAnswer {
  readonly experiment: string;
  readonly metric: ExperimentPlan['metric'];
  /** `trial`, or the axes. */
  readonly groupedBy: string;
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
  /** Runs are named by their ids; `evidence` is for people. */
  readonly claims: readonly (Omit<ClaimResult, 'failed' | 'missing'> & {
    readonly evidence: string;
    readonly failed: readonly string[];
    readonly missing: readonly string[];
  })[];
}

interface NamedRun {
  readonly run: string;
  readonly state: string;
  readonly step?: number | undefined;
}

/** How a grid went. */
export interface GridAnswer extends ComparisonAnswer {
  readonly directory: string;
  /** Of this command, not of the runs. */
  readonly durationMs: number;
  readonly isInterrupted: boolean;
  readonly runs: readonly RunAnswer[];
}

/** How a run ended; `metrics` are the final ones, where it completed. */
export interface RunAnswer {
  readonly run: string;
  readonly trial: string;
  readonly seed: number;
  readonly state: string;
  readonly step: number | undefined;
  readonly metrics: Readonly<Record<string, number>> | undefined;
  /** Of all its attempts. */
  readonly durationMs: number | undefined;
}

/** How an experiment stands, and what running it would do. */
export interface ExperimentStanding {
  readonly experiment: string;
  readonly directory: string;
  readonly runs: readonly RunOutlook[];
  /** Names of runs in the folder that are not of the plan. */
  readonly strays: readonly string[];
}

/** A plan, each run with how it stands in the folder of results. */
export interface PlannedExperiment extends Omit<ExperimentStanding, 'runs'> {
  readonly question: string | null;
  readonly metric: ExperimentPlan['metric'];
  readonly axes: ExperimentPlan['axes'];
  readonly seeds: readonly number[];
  readonly runs: readonly (RunOutlook & Omit<RunConfig, 'experiment' | 'runId'>)[];
}

/** What the event files of a folder hold. */
export interface EventFolderContents {
  readonly files: readonly {
    readonly name: string;
    readonly events: number;
    readonly firstStep: number | undefined;
    readonly lastStep: number | undefined;
    readonly damage: { readonly reason: string; readonly offset: number } | undefined;
  }[];
  readonly tags: readonly {
    readonly tag: string;
    readonly plugin: string;
    readonly steps: number;
    /** The number of a scalar, the beginning of a text, the shape of anything else. */
    readonly last: number | string;
  }[];
  readonly graph:
    | {
        readonly nodes: number;
        readonly scopes: readonly { readonly scope: string; readonly nodes: number }[];
      }
    | undefined;
}

/** The values of one tag. */
export interface TagSeries {
  readonly tag: string;
  readonly points: readonly { readonly step: number; readonly value: number | string }[];
}

/** Formats the answer of a command. */
export function formatAnswer<Command extends keyof JsonAnswers>(
  command: Command,
  answer: JsonAnswers[Command],
): string {
  return formatJson({ version: answerVersion, command, ...answer });
}

/**
 * Formats what is printed in place of an answer: `error` with `message` and `hint`, and `problems`
 * where specs have some.
 */
export function formatJsonError(error: unknown, problems: readonly SpecProblem[] = []): string {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof UserError ? error.hint : undefined;
  return formatJson({ version: answerVersion, error: { message, hint }, problems });
}

function formatJson(value: unknown): string {
  return JSON.stringify(value, spellForJson, 2);
}

function spellForJson(_key: string, value: unknown): unknown {
  if (value === undefined) return null;
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
