import type { TopLevelSpec } from 'vega-lite';
import { groupBy } from '../../../util/group-by';
import type { CurvePoint } from '../gather-curves';
import { seriesColors } from './plot-theme';
import { thinCurve } from './thin-curve';

const size = { width: 580, height: 270 };

/** From as many points on, a curve is read without marks at them. */
const manyPoints = 30;

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
  const curves = groupBy(
    points.filter(({ trial }) => trials.includes(trial)),
    ({ trial }) => trial,
  );
  const shown = [...curves.values()].flatMap((curve) => thinCurve(curve, size.width / 2));
  const isSparse = [...curves.values()].every((curve) => curve.length < manyPoints);
  const y = {
    type: 'quantitative',
    scale: isWide(shown) ? ({ type: 'log' } as const) : { zero: false },
    axis: { format: '.3~g' },
  } as const;
  return {
    ...size,
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
        mark: { type: 'line', strokeWidth: 1.8, point: isSparse && { size: 22 } },
        encoding: { x, y: { ...y, field: 'mean', title: metric }, color },
      },
    ],
  };
}

/** Whether values span so much that small ones would lie on the axis of a linear scale. */
function isWide(points: readonly CurvePoint[]): boolean {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, 0];
  for (const { low, high } of points) {
    lowest = Math.min(lowest, low);
    highest = Math.max(highest, high);
  }
  return lowest > 0 && highest / lowest > 50;
}
