import type { ExperimentPlan } from '../../plan/plan-experiment';
import { formatStableJson } from '../../util/stable-json';
import type { RecordedRun } from '../results/read-results';
import { scoreRuns } from '../results/score-runs';
import { tuningRuns } from '../results/tuning-runs';
import { cutIntoBins } from '../statistics/tuning/cut-into-bins';
import {
  type ScoredCell,
  shareVariance,
  type VarianceShares,
} from '../statistics/tuning/variance-shares';

/** Levels that the values of a drawn axis are cut into. */
const binCount = 4;

/**
 * Shares of the variance of the plan's metric by axis, by two axes together and by seed, over the
 * runs to tune by. Numbers that were drawn are cut into four levels of about as many runs. Undefined
 * where nothing varies.
 */
export function shareAxes(
  plan: ExperimentPlan,
  runs: readonly RecordedRun[],
): VarianceShares | undefined {
  const tuning = tuningRuns(plan, runs);
  const { scores } = scoreRuns(tuning, plan.metric.name);
  const levels = new Map(
    Object.keys(plan.axes).map((axis) => [
      axis,
      levelsOf(
        scores.map(({ run }) => run.config.axisValues[axis] ?? null),
        plan.sample?.axes[axis] !== undefined,
      ),
    ]),
  );
  const axes = [...levels].filter(([, own]) => new Set(own).size > 1).map(([axis]) => axis);
  const cells = scores.map(
    ({ run, score }, index): ScoredCell => ({
      levels: Object.fromEntries(axes.map((axis) => [axis, levels.get(axis)?.[index] ?? ''])),
      seed: run.config.seed,
      value: score.value,
    }),
  );
  const isVaried = new Set(cells.map(({ value }) => value)).size > 1;
  return axes.length > 0 && isVaried ? shareVariance(cells, axes) : undefined;
}

function levelsOf(values: readonly unknown[], isDrawn: boolean): string[] {
  const numbers = values.filter((value) => typeof value === 'number');
  if (!isDrawn || numbers.length < values.length) return values.map(formatStableJson);
  return cutIntoBins(numbers, binCount).map(String);
}

/** `optimizer 61 %, optimizer with model.initializer 4 %, seed 2 %, not explained 10 %`, greatest first. */
export function describeShares({ terms, residual, isBalanced }: VarianceShares): string {
  const named = terms.map(({ axes, share }) => ({
    name: axes.length === 0 ? 'seed' : axes.join(' with '),
    share,
  }));
  const parts = [
    ...named.toSorted((a, b) => b.share - a.share),
    { name: 'not explained', share: residual },
  ].map(({ name, share }) => `${name} ${Math.round(100 * share)} %`);
  const overlap = isBalanced ? '' : ' Terms overlap, so that they need not add up to 100 %.';
  return `Shares of the variance, over the values that were listed: ${parts.join(', ')}.${overlap}`;
}
