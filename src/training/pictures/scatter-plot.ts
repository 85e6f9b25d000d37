import { type Box, Figure, figureWidth } from './figure';
import { drawAxes, type Extent, measureLeftMargin } from './plane-axes';

const margin = { top: 26, right: 12, bottom: 38 };

/** Colours of plots of numbers: points, and what they are held against. */
export const plotColors = { points: '#2166ac', line: '#b2182b' } as const;

/** A plane with axes that points and lines are drawn in. */
export interface ScatterPlot {
  readonly figure: Figure;
  readonly box: Box;
  /** Draws every point of the plane, at most `mostPoints` of them, evenly chosen. */
  drawPoints(x: ArrayLike<number>, y: ArrayLike<number>): void;
  /** Draws straight lines from point to point. */
  drawLine(x: ArrayLike<number>, y: ArrayLike<number>, color: string, width?: number): void;
}

/** More points than this are one blot. */
const mostPoints = 3000;

/**
 * Lays out a plot.
 *
 * @throws UserError where the library that draws does not load.
 */
export function layPlot(
  extent: Extent,
  names: { readonly x: string; readonly y: string },
  height: number,
): ScatterPlot {
  const left = measureLeftMargin(new Figure(1, 1), extent, height);
  const box = { left, top: margin.top, width: figureWidth - left - margin.right, height };
  const figure = new Figure(figureWidth, margin.top + height + margin.bottom);
  const { context } = figure;
  drawAxes(figure, box, extent, names);
  const toX = (x: number): number =>
    box.left + ((x - extent.left) / (extent.right - extent.left)) * box.width;
  const toY = (y: number): number =>
    box.top + ((extent.top - y) / (extent.top - extent.bottom)) * box.height;
  const withinBox = (draw: () => void): void => {
    context.save();
    context.beginPath();
    context.rect(box.left, box.top, box.width, box.height);
    context.clip();
    draw();
    context.restore();
  };
  return {
    figure,
    box,
    drawPoints(x, y) {
      const every = Math.ceil(x.length / mostPoints);
      const radius = x.length > 500 ? 1.5 : 2.5;
      withinBox(() => {
        context.globalAlpha = x.length > 200 ? 0.5 : 0.8;
        context.fillStyle = plotColors.points;
        for (let at = 0; at < x.length; at += every) {
          context.beginPath();
          context.arc(toX(x[at] as number), toY(y[at] as number), radius, 0, 2 * Math.PI);
          context.fill();
        }
      });
    },
    drawLine(x, y, color, width = 1.5) {
      withinBox(() => {
        context.strokeStyle = color;
        context.lineWidth = width;
        context.beginPath();
        for (let at = 0; at < x.length; at += 1) {
          context.lineTo(toX(x[at] as number), toY(y[at] as number));
        }
        context.stroke();
      });
    },
  };
}

/** From the least to the greatest of values, with a margin of a twentieth around. */
export function rangeOf(...series: readonly ArrayLike<number>[]): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of series) {
    for (let at = 0; at < values.length; at += 1) {
      low = Math.min(low, values[at] as number);
      high = Math.max(high, values[at] as number);
    }
  }
  if (!(high >= low)) return [-1, 1];
  const around = 0.05 * (high - low) || 0.5 * Math.abs(high) || 1;
  return [low - around, high + around];
}
