import { mean } from 'simple-statistics';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import { groupBy } from '../../util/group-by';
import { formatAxisValue } from '../comparison/format-axis-value';
import type { RecordedRun } from '../results/read-results';
import { scoreRuns } from '../results/score-runs';
import { tuningRuns } from '../results/tuning-runs';
import {
  type BudgetLead,
  type BudgetPoint,
  findLeads,
  traceBudgets,
} from '../statistics/tuning/compare-budgets';
import { measureSensitivity, type RateSensitivity } from '../statistics/tuning/rate-sensitivity';
import type { VarianceShares } from '../statistics/tuning/variance-shares';
import { chooseTolerance } from './choose-tolerance';
import { questionAxes } from './question-value';
import { shareAxes } from './share-axes';

/** What tuning tells of a value of the question, by the plan's metric on the seeds to tune by. */
export interface TunedExploration {
  readonly label: string;
  /** The expected best of 1, 2, ... settings. */
  readonly budgets: readonly BudgetPoint[];
  /** By tuned axis: numbers above 0, of which at least two were tried. */
  readonly sensitivities: Readonly<Record<string, RateSensitivity>>;
  /** The settings that were tried, by tuned axis as above. */
  readonly tried: Readonly<Record<string, readonly TriedSetting[]>>;
}

/** A setting with its mean over seeds. */
export interface TriedSetting {
  readonly rate: number;
  readonly score: number;
}

/** What tuning tells beside what it chose. */
export interface TuningExploration {
  readonly values: readonly TunedExploration[];
  /** What the variance goes with, where there is some. */
  readonly shares: VarianceShares | undefined;
  /** How far below its best a setting may stay and still count as good. */
  readonly tolerance: number;
  /** Who of the two with the best expectation leads, and from which budget on. */
  readonly leads: readonly (Omit<BudgetLead, 'leader'> & { readonly leader: string })[];
}

/**
 * What each value of the question reaches with smaller budgets, and how forgiving its settings are.
 * Values of which no setting has a result are left out; what diverged or failed counts as guessing.
 */
export function exploreTuning(
  plan: ExperimentPlan,
  runs: readonly RecordedRun[],
): TuningExploration {
  const isGreaterBetter = plan.metric.goal === 'maximize';
  const axes = questionAxes(plan);
  const tuning = tuningRuns(plan, runs);
  const labelOf = ({ config }: RecordedRun): string =>
    axes.map((axis) => formatAxisValue(config.axisValues[axis])).join(' · ');
  const points = [...groupBy(tuning, labelOf)]
    .map(([label, members]) => ({ label, points: scoreTrials(members, plan.metric.name) }))
    .filter((value) => value.points.length > 0);
  const best = points.map((value) => bestOf(value.points, isGreaterBetter));
  const tolerance = chooseTolerance(plan.metric, best);
  const values = points.map((value) => ({
    label: value.label,
    budgets: traceBudgets(
      value.points.map(({ score }) => score),
      isGreaterBetter,
    ),
    ...measureAxes(value.points, plan.tune, { tolerance, isGreaterBetter }),
  }));
  const sign = isGreaterBetter ? -1 : 1;
  const [first, second] = points.toSorted(
    (a, b) => sign * (bestOf(a.points, isGreaterBetter) - bestOf(b.points, isGreaterBetter)),
  );
  return {
    values,
    tolerance,
    shares: shareAxes(plan, runs),
    leads: first && second ? compareLeads(first, second, isGreaterBetter) : [],
  };
}

interface TrialPoint {
  readonly axisValues: RunConfig['axisValues'];
  readonly score: number;
}

interface ValuePoints {
  readonly label: string;
  readonly points: readonly TrialPoint[];
}

/** Means over seeds, of each trial that has a result. */
function scoreTrials(runs: readonly RecordedRun[], metric: string): TrialPoint[] {
  return [...groupBy(runs, ({ config }) => config.trial).values()].flatMap((members) => {
    const values = scoreRuns(members, metric).scores.map(({ score }) => score.value);
    const axisValues = members[0]?.config.axisValues ?? {};
    return values.length === 0 ? [] : [{ axisValues, score: mean(values) }];
  });
}

function bestOf(points: readonly TrialPoint[], isGreaterBetter: boolean): number {
  const scores = points.map(({ score }) => score);
  return isGreaterBetter ? Math.max(...scores) : Math.min(...scores);
}

function measureAxes(
  points: readonly TrialPoint[],
  axes: readonly string[],
  options: { readonly tolerance: number; readonly isGreaterBetter: boolean },
): Pick<TunedExploration, 'sensitivities' | 'tried'> {
  const tried = axes.flatMap((axis) => {
    const rated = points.flatMap(({ axisValues, score }): TriedSetting[] => {
      const rate = axisValues[axis];
      return typeof rate === 'number' && rate > 0 ? [{ rate, score }] : [];
    });
    const isVaried = new Set(rated.map(({ rate }) => rate)).size > 1;
    return isVaried && rated.length === points.length ? [[axis, rated] as const] : [];
  });
  return {
    tried: Object.fromEntries(tried),
    sensitivities: Object.fromEntries(
      tried.map(([axis, rated]) => [
        axis,
        measureSensitivity(rated, options.tolerance, options.isGreaterBetter),
      ]),
    ),
  };
}

function compareLeads(
  first: ValuePoints,
  second: ValuePoints,
  isGreaterBetter: boolean,
): TuningExploration['leads'] {
  const scoresOf = ({ points }: ValuePoints): number[] => points.map(({ score }) => score);
  return findLeads(scoresOf(first), scoresOf(second), isGreaterBetter).map((lead) => ({
    ...lead,
    leader: lead.leader === 'first' ? first.label : second.label,
  }));
}
