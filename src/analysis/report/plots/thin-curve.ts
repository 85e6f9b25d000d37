import type { CurvePoint } from '../gather-curves';

/**
 * Thins a curve to what a plot can show: of each of equal stretches of steps the point with the
 * lowest and the one with the highest mean stay, with the range of all points of the stretch, so
 * that no peak is lost (Jugel et al., M4: a visualization-oriented time series data aggregation,
 * 2014). The first and the last point stay as well.
 *
 * @param points of one trial, by step.
 * @param stretchCount about as many as the plot has columns of pixels.
 */
export function thinCurve(points: readonly CurvePoint[], stretchCount: number): CurvePoint[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (points.length <= 2 * stretchCount) return [...points];
  const stretchOf = ({ step }: CurvePoint): number =>
    Math.min(
      stretchCount - 1,
      Math.floor(((step - first.step) / (last.step - first.step)) * stretchCount),
    );
  const kept: CurvePoint[] = [];
  for (let start = 0; start < points.length; ) {
    const stretch = stretchOf(points[start] ?? first);
    const members: CurvePoint[] = [];
    for (; start < points.length; start += 1) {
      const point = points[start];
      if (point === undefined || stretchOf(point) !== stretch) break;
      members.push(point);
    }
    kept.push(...summariseStretch(members, first, last));
  }
  return kept;
}

function summariseStretch(
  members: readonly CurvePoint[],
  first: CurvePoint,
  last: CurvePoint,
): CurvePoint[] {
  const pick = (isBetter: (a: CurvePoint, b: CurvePoint) => boolean): CurvePoint | undefined =>
    members.reduce<CurvePoint | undefined>(
      (best, point) => (best === undefined || isBetter(point, best) ? point : best),
      undefined,
    );
  const lowest = pick((a, b) => a.mean < b.mean);
  const highest = pick((a, b) => a.mean > b.mean);
  const low = pick((a, b) => a.low < b.low)?.low;
  const high = pick((a, b) => a.high > b.high)?.high;
  return members
    .filter((point) => [lowest, highest, first, last].includes(point))
    .map((point) => ({ ...point, low: low ?? point.low, high: high ?? point.high }));
}
