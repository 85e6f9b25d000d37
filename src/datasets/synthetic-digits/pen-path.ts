import type { Glyph, Stroke } from './digit-glyphs';

/** Straight pieces that follow a curve: `x1 y1 x2 y2` for each. */
export type Segments = readonly number[];

/** Straight pieces between two points of a stroke. */
const piecesPerSpan = 5;

/**
 * Follows the strokes of a glyph: a Catmull-Rom spline through their points (Catmull and Rom,
 * 1974), broken where a point stands twice.
 */
export function tracePen(glyph: Glyph): Segments {
  const segments: number[] = [];
  for (const stroke of glyph) {
    for (const curve of splitAtCorners(stroke)) traceCurve(curve, segments);
  }
  return segments;
}

function splitAtCorners(stroke: Stroke): readonly Stroke[] {
  const curves: Stroke[] = [];
  let start = 0;
  for (let at = 2; at < stroke.length; at += 2) {
    if (stroke[at] !== stroke[at - 2] || stroke[at + 1] !== stroke[at - 1]) continue;
    curves.push(stroke.slice(start, at));
    start = at;
  }
  curves.push(stroke.slice(start));
  return curves;
}

function traceCurve(curve: Stroke, segments: number[]): void {
  const last = curve.length / 2 - 1;
  const coordinate = (point: number, axis: number): number =>
    curve[2 * Math.min(Math.max(point, 0), last) + axis] as number;
  let x = coordinate(0, 0);
  let y = coordinate(0, 1);
  for (let point = 0; point < last; point += 1) {
    for (let piece = 1; piece <= piecesPerSpan; piece += 1) {
      const t = piece / piecesPerSpan;
      const at = (axis: number): number =>
        catmullRom(
          coordinate(point - 1, axis),
          coordinate(point, axis),
          coordinate(point + 1, axis),
          coordinate(point + 2, axis),
          t,
        );
      const nextX = at(0);
      const nextY = at(1);
      segments.push(x, y, nextX, nextY);
      x = nextX;
      y = nextY;
    }
  }
}

/** The uniform Catmull-Rom spline between p1 (t = 0) and p2 (t = 1). */
function catmullRom(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const a = 2 * p1;
  const b = p2 - p0;
  const c = 2 * p0 - 5 * p1 + 4 * p2 - p3;
  const d = 3 * p1 - p0 - 3 * p2 + p3;
  return (a + t * (b + t * (c + t * d))) / 2;
}
