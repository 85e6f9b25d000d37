import { mean, sampleStandardDeviation } from 'simple-statistics';
import type { TopLevelSpec } from 'vega-lite';
import { groupBy } from '../../util/group-by';
import { type RecordedRun, readCurve } from '../read-results';
import { seriesColors } from './plot-theme';

/** A metric of a trial at a step, over its seeds. */
export interface CurvePoint {
  readonly trial: string;
  readonly step: number;
  readonly mean: number;
  /** The mean minus and plus a standard deviation; both the mean for a single seed. */
  readonly low: number;
  readonly high: number;
}

/** The curve of every trial: mean and spread over the seeds that logged the step. */
export function summariseCurves(runs: readonly RecordedRun[], metric: string): CurvePoint[] {
  return [...groupBy(runs, ({ config }) => config.trial)].flatMap(([trial, members]) => {
    const values = members.flatMap((run) =>
      readCurve(run).flatMap((row) => {
        const value = row.values[metric];
        return value === undefined ? [] : [{ step: row.step, value }];
      }),
    );
    return [...groupBy(values, ({ step }) => step)]
      .map(([step, points]) => summarise(trial, step, points.map(({ value }) => value)))
      .sort((a, b) => a.step - b.step);
  });
}

function summarise(trial: string, step: number, values: number[]): CurvePoint {
  const center = mean(values);
  const spread = values.length < 2 ? 0 : sampleStandardDeviation(values);
  return { trial, step, mean: center, low: center - spread, high: center + spread };
}

/** More curves than this can't be told apart. */
export const mostCurves = seriesColors.length;

/**
 * Plots curves with their spread.
 *
 * @param trials in the order of the legend, at most `mostCurves`.
 */
export function plotLearningCurves(
  points: readonly CurvePoint[],
  trials: readonly string[],
  metric: string,
): TopLevelSpec {
  const scale = { domain: [...trials], range: seriesColors.slice(0, trials.length) };
  const color = { field: 'trial', type: 'nominal', scale, title: null } as const;
  const x = { field: 'step', type: 'quantitative', title: 'step' } as const;
  const y = { type: 'quantitative', scale: { zero: false } } as const;
  return {
    width: 680,
    height: 280,
    data: { values: points.filter(({ trial }) => trials.includes(trial)) },
    layer: [
      {
        mark: { type: 'area', opacity: 0.16 },
        encoding: {
          x,
          y: { ...y, field: 'low', title: metric },
          y2: { field: 'high' },
          color: { ...color, legend: null },
        },
      },
      {
        mark: { type: 'line', strokeWidth: 1.8 },
        encoding: { x, y: { ...y, field: 'mean', title: metric }, color },
      },
    ],
  };
}
