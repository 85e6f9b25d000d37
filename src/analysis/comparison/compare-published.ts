import { mean, sampleStandardDeviation } from 'simple-statistics';
import { isPublishedOf } from '../../plan/checks/check-published';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { PublishedFigure } from '../../spec/published-schema';

/**
 * How a published figure fares: the mean over the seeds is within its tolerance or outside;
 * `incomplete` where a run has no result; `unpublished` where a trial has no figure to compare with.
 */
export type PublishedVerdict = 'within' | 'outside' | 'incomplete' | 'unpublished';

/** A run, as the comparison sees it. */
export interface MeasuredRun {
  readonly runId: string;
  /** The value of a metric at a step, or at the end; absent where the run did not get there. */
  readonly measure: (metric: string, step: number | undefined) => number | undefined;
}

/** What was measured, beside what was published. Plain JSON. */
export interface PublishedComparison {
  readonly experiment: string;
  readonly trial: string;
  readonly metric: string;
  /** The step that the figure is of; null for the end. */
  readonly step: number | null;
  readonly published: number | null;
  readonly tolerance: number | null;
  readonly note: string | null;
  readonly plannedRuns: number;
  /** One value for each run that has it, in the order of the seeds. */
  readonly values: readonly number[];
  /** Mean over the runs. */
  readonly mean: number | null;
  /** Sample standard deviation over at least two runs. */
  readonly stddev: number | null;
  /** Measured mean less the published figure. */
  readonly difference: number | null;
  readonly verdict: PublishedVerdict;
}

/**
 * Compares every published figure with the trials that it is of, trials in the order of the plan.
 * Trials without a figure are listed with the metric that they are ranked by.
 */
export function comparePublished(
  plan: ExperimentPlan,
  measured: readonly MeasuredRun[],
): PublishedComparison[] {
  const byId = new Map(measured.map((run) => [run.runId, run]));
  return [...new Set(plan.runs.map(({ trial }) => trial))].flatMap((trial) => {
    const planned = plan.runs.filter((run) => run.trial === trial);
    const figures = plan.published.filter((figure) =>
      planned.some((run) => isPublishedOf(figure, run)),
    );
    const subjects: readonly Subject[] =
      figures.length > 0 ? figures : [{ metric: plan.metric.name }];
    return subjects.map((subject) => {
      const values = planned.flatMap(
        ({ runId }) => byId.get(runId)?.measure(subject.metric, subject.step) ?? [],
      );
      return compareFigure(subject, values, {
        experiment: plan.experiment,
        trial,
        plannedRuns: planned.length,
      });
    });
  });
}

/** A published figure, or just a metric. */
type Subject = Pick<PublishedFigure, 'metric'> & Partial<PublishedFigure>;

/** Float sums must not put 0.984 outside of 0.969 ± 0.015. */
const roundingSlack = 1e-9;

function compareFigure(
  { metric, step, value, tolerance, note }: Subject,
  values: readonly number[],
  about: Pick<PublishedComparison, 'experiment' | 'trial' | 'plannedRuns'>,
): PublishedComparison {
  const measuredMean = values.length === 0 ? null : mean([...values]);
  const difference = measuredMean === null || value === undefined ? null : measuredMean - value;
  const judge = (): PublishedVerdict => {
    if (values.length < about.plannedRuns) return 'incomplete';
    if (difference === null || tolerance === undefined) return 'unpublished';
    return Math.abs(difference) <= tolerance + roundingSlack ? 'within' : 'outside';
  };
  return {
    ...about,
    metric,
    step: step ?? null,
    published: value ?? null,
    tolerance: tolerance ?? null,
    note: note ?? null,
    values,
    mean: measuredMean,
    stddev: values.length < 2 ? null : sampleStandardDeviation([...values]),
    difference,
    verdict: judge(),
  };
}
