import { max, mean, min } from 'simple-statistics';
import type { TopLevelSpec } from 'vega-lite';
import { groupBy } from '../../util/group-by';
import { type RecordedRun, readCurve } from '../read-results';
import { seriesColors } from './plot-theme';

/** A metric of a trial at a step, over its seeds. */
export interface CurvePoint {
  readonly trial: string;
  readonly step: number;
  readonly mean: number;
  /** The smallest and the largest value of a seed. */
  readonly low: number;
  readonly high: number;
}

/** The curve of every trial: mean and range over the seeds that logged the step. */
export function summariseCurves(runs: readonly RecordedRun[], metric: string): CurvePoint[] {
  return [...groupBy(runs, ({ config }) => config.trial)].flatMap(([trial, members]) => {
    const values = members.flatMap((run) =>
      readCurve(run).flatMap((row) => {
        const value = row.values[metric];
        return value === undefined ? [] : [{ step: row.step, value }];
      }),
    );
    return [...groupBy(values, ({ step }) => step)]
      .map(([step, points]) =>
        summarise(
          trial,
          step,
          points.map(({ value }) => value),
        ),
      )
      .sort((a, b) => a.step - b.step);
  });
}

function summarise(trial: string, step: number, values: number[]): CurvePoint {
  return { trial, step, mean: mean(values), low: min(values), high: max(values) };
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
  // Both layers share one legend, which would else be as pale as the bands.
  const legend = { symbolType: 'stroke', symbolOpacity: 1 } as const;
  const color = { field: 'trial', type: 'nominal', scale, legend, title: null } as const;
  const x = { field: 'step', type: 'quantitative', title: 'step' } as const;
  const shown = points.filter(({ trial }) => trials.includes(trial));
  const y = {
    type: 'quantitative',
    scale: isWide(shown) ? ({ type: 'log' } as const) : { zero: false },
    axis: { format: '.3~g' },
  } as const;
  return {
    width: 680,
    height: 280,
    data: { values: shown },
    layer: [
      {
        mark: { type: 'area', opacity: 0.16 },
        encoding: {
          x,
          y: { ...y, field: 'low', title: metric },
          y2: { field: 'high' },
          color,
        },
      },
      {
        mark: { type: 'line', strokeWidth: 1.8 },
        encoding: { x, y: { ...y, field: 'mean', title: metric }, color },
      },
    ],
  };
}

/** Whether values span so much that small ones would lie on the axis of a linear scale. */
function isWide(points: readonly CurvePoint[]): boolean {
  const lowest = Math.min(...points.map(({ low }) => low));
  const highest = Math.max(...points.map(({ high }) => high));
  return lowest > 0 && highest / lowest > 50;
}
