import { blend, type Color, type ColorMap } from './color-map';
import type { Box, Figure } from './figure';

/** Values from 0 to 1 on a grid over the plane, `[rows, columns]`, the top row first. */
export interface Field {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
}

/** Filled contours stand at every tenth. */
const bandCount = 10;
/** From the middle of the boundary's line to where it is gone, in pixels. */
const lineReach = 1.25;
const boundary: Color = [38, 38, 38];

/** The color of the contour that holds a value. */
export function bandColor(value: number, colorMap: ColorMap): Color {
  const band = Math.min(bandCount - 1, Math.floor(value * bandCount));
  return colorMap((band + 0.5) / bandCount);
}

/**
 * Fills a rectangle with contours of a field, smooth between its values, and draws a line where it
 * is a half. The values of the field lie in the middles of equal cells.
 */
export function drawField(figure: Figure, box: Box, field: Field, colorMap: ColorMap): void {
  const image = figure.context.createImageData(box.width, box.height);
  const bands = Array.from({ length: bandCount }, (_, band) => colorMap((band + 0.5) / bandCount));
  const { data } = image;
  const columns = Array.from({ length: box.width }, (_, x) => placeOf(x, box.width, field.columns));
  let at = 0;
  for (let y = 0; y < box.height; y += 1) {
    const row = placeOf(y, box.height, field.rows);
    for (const column of columns) {
      const [red, green, blue] = colorAt(field, row, column, bands, box);
      data[at] = red;
      data[at + 1] = green;
      data[at + 2] = blue;
      data[at + 3] = 255;
      at += 4;
    }
  }
  figure.context.putImageData(image, box.left, box.top);
}

/** A place between two neighbours of a grid. */
interface Place {
  readonly index: number;
  readonly share: number;
}

function placeOf(pixel: number, pixels: number, count: number): Place {
  const place = Math.min(Math.max(((pixel + 0.5) / pixels) * count - 0.5, 0), count - 1);
  const index = Math.min(Math.floor(place), count - 2);
  return { index, share: place - index };
}

/**
 * The color of a pixel. How far it lies from the edge of a band follows from the slope of the field,
 * so that edges and the boundary come out smooth, a pixel wide.
 */
function colorAt(
  { columns, rows, values }: Field,
  row: Place,
  column: Place,
  bands: readonly Color[],
  box: Box,
): Color {
  const start = row.index * columns + column.index;
  const topLeft = values[start] ?? 0;
  const topRight = values[start + 1] ?? 0;
  const bottomLeft = values[start + columns] ?? 0;
  const bottomRight = values[start + columns + 1] ?? 0;
  const top = topLeft + (topRight - topLeft) * column.share;
  const bottom = bottomLeft + (bottomRight - bottomLeft) * column.share;
  const value = top + (bottom - top) * row.share;
  const edge = Math.round(value * bandCount);
  const beyond = value - edge / bandCount;
  const across = (topRight - topLeft) * (1 - row.share) + (bottomRight - bottomLeft) * row.share;
  const slopeX = (across * columns) / box.width;
  const slopeY = ((bottom - top) * rows) / box.height;
  const slope = Math.sqrt(slopeX * slopeX + slopeY * slopeY) + 1e-9;
  const below = bands[Math.max(edge - 1, 0)] ?? boundary;
  const above = bands[Math.min(edge, bandCount - 1)] ?? boundary;
  const ground = blendAtEdge(below, above, beyond / slope);
  // Told by itself: where the field is steep, no pixel lies in the contours beside the boundary.
  const fromBoundary = Math.abs(value - 0.5) / slope;
  if (fromBoundary >= lineReach) return ground;
  return blend(ground, boundary, Math.min(1, lineReach - fromBoundary));
}

function blendAtEdge(below: Color, above: Color, pixelsBeyond: number): Color {
  if (pixelsBeyond <= -0.5) return below;
  return pixelsBeyond >= 0.5 ? above : blend(below, above, pixelsBeyond + 0.5);
}
