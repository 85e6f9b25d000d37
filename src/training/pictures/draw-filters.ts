import type { TensorData } from '../../engine/engine';
import type { Image } from '../../records/summaries/image';
import { drawColorBar } from './color-bar';
import { type Color, colorMaps } from './color-map';
import { drawPixels, enlarge, type Size } from './draw-pixels';
import { Figure, figureWidth, ink } from './figure';

const maxRows = 8;
const maxColumns = 8;
/** Between filters, in pixels, at least. */
const gap = 2;
/** Details are seen from this width on. */
const leastWidth = 32;
const margin = { top: 26, left: 2, bottom: 26 };

/** Where the values of a filter stand in a kernel. */
interface FilterLayout {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly count: number;
}

/**
 * Draws the filters of a first layer, each scaled by its own largest weight. Over one channel white is
 * zero, blue negative, red positive; over red, green and blue, a filter has the colors that it answers
 * to, and gray is zero.
 *
 * @param kernel of a convolution, `[height, width, channels, filters]`, or of a dense layer over
 * images, `[height * width * channels, units]`.
 * @param inputShape shape of one example.
 * @returns undefined where the weights are not those of an image.
 * @throws UserError where the library that draws does not load.
 */
export function drawFilters(kernel: TensorData, inputShape: readonly number[]): Image | undefined {
  const layout = findLayout(kernel.shape, inputShape);
  if (layout === undefined) return undefined;
  const { width, height, count } = layout;
  const { columns, tile } = layTiles({ width, height });
  const shown = Math.min(count, columns * maxRows);
  const step = { x: Math.floor((figureWidth - gap) / columns), y: tile.height + 4 };
  const bottom = margin.top + Math.ceil(shown / columns) * step.y;
  const figure = new Figure(figureWidth, bottom + margin.bottom);
  const which = shown === count ? `${count}` : `first ${shown} of ${count}`;
  figure.write(`Weights of the ${which} first-layer filters`, margin.left, 13, { align: 'left' });
  for (let filter = 0; filter < shown; filter += 1) {
    const colorAt = colorFilter(kernel.values, layout, filter);
    const box = {
      left: margin.left + (filter % columns) * step.x,
      top: margin.top + Math.floor(filter / columns) * step.y,
      ...tile,
    };
    drawPixels(figure, box, layout, colorAt);
    figure.frame(box, ink.faint);
  }
  if (layout.channels === 1) {
    const bar = { left: 150, top: bottom + 6, width: 100, height: 10 };
    const ends = { low: '−largest', high: '+largest weight' };
    drawColorBar(figure, bar, colorMaps.signed, ends);
  }
  const words =
    layout.channels === 1
      ? 'Each filter by itself:'
      : 'Each filter by itself: gray is 0, a color is what it answers to';
  figure.write(words, margin.left, bottom + 11, { align: 'left', color: ink.faint, size: 10 });
  return figure.toImage();
}

/** The color of a filter at a column and row. */
function colorFilter(
  values: Float32Array,
  { width, height, channels, count }: FilterLayout,
  filter: number,
): (column: number, row: number) => Color {
  let largest = 1e-12;
  for (let place = 0; place < width * height * channels; place += 1) {
    largest = Math.max(largest, Math.abs(values[place * count + filter] ?? 0));
  }
  return (column, row) => {
    const shareOf = (channel: number): number => {
      const place = (row * width + column) * channels + channel;
      return 0.5 + (values[place * count + filter] ?? 0) / (2 * largest);
    };
    if (channels === 1) return colorMaps.signed(shareOf(0));
    const brightness = (channel: number): number => Math.round(255 * shareOf(channel));
    return [brightness(0), brightness(1), brightness(2)];
  };
}

/** As many filters side by side as can be seen. */
function layTiles(size: Size): { readonly columns: number; readonly tile: Size } {
  for (let columns = maxColumns; ; columns -= 1) {
    const tile = enlarge(size, Math.floor((figureWidth - gap) / columns) - gap);
    if (tile.width >= leastWidth || columns === 1) return { columns, tile };
  }
}

function findLayout(
  shape: readonly number[],
  inputShape: readonly number[],
): FilterLayout | undefined {
  const [height, width, channels] = inputShape;
  if (height === undefined || width === undefined) return undefined;
  if (channels !== 1 && channels !== 3) return undefined;
  const [first, second, third, filters] = shape;
  if (filters !== undefined && third === channels) {
    return { height: first ?? 0, width: second ?? 0, channels, count: filters };
  }
  return first === height * width * channels && second !== undefined
    ? { height, width, channels, count: second }
    : undefined;
}
