import type { Box, Figure } from './figure';

/** The part of the plane that a plot shows. */
export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

const tickLength = 4;
const tickSize = 10;

/** Draws the frame of a plot with ticks, their values and the names of its axes. */
export function drawAxes(
  figure: Figure,
  box: Box,
  extent: Extent,
  names: { readonly x: string; readonly y: string },
): void {
  figure.frame(box);
  const bottom = box.top + box.height;
  for (const { value, text } of chooseTicks(extent.left, extent.right, box.width / 55)) {
    const x = box.left + ((value - extent.left) / (extent.right - extent.left)) * box.width;
    figure.line(x, bottom + 1, x, bottom + tickLength);
    figure.write(text, x, bottom + tickLength + 8, { size: tickSize });
  }
  let widest = 0;
  for (const { value, text } of chooseTicks(extent.bottom, extent.top, box.height / 40)) {
    const y = bottom - ((value - extent.bottom) / (extent.top - extent.bottom)) * box.height;
    figure.line(box.left - tickLength - 1, y, box.left - 2, y);
    figure.write(text, box.left - tickLength - 4, y, { size: tickSize, align: 'right' });
    widest = Math.max(widest, figure.measure(text, tickSize));
  }
  figure.write(names.x, box.left + box.width / 2, bottom + 26);
  const besideTicks = box.left - tickLength - 4 - widest - 10;
  figure.write(names.y, besideTicks, box.top + box.height / 2, { isUpright: true });
}

/** Room that the values of an axis from bottom to top and its name take on the left of a plot. */
export function measureLeftMargin(figure: Figure, { bottom, top }: Extent, height: number): number {
  const texts = chooseTicks(bottom, top, height / 40).map(({ text }) => text);
  const widest = texts.reduce((most, text) => Math.max(most, figure.measure(text, tickSize)), 0);
  return Math.ceil(widest) + tickLength + 20;
}

/** A place of an axis that is marked with its value. */
export interface Tick {
  readonly value: number;
  readonly text: string;
}

/**
 * Chooses round values from `low` to `high`: steps of 1, 2 or 5 times a power of ten (Heckbert, Nice
 * numbers for graph labels, 1990).
 *
 * @param count about how many there are to be.
 */
export function chooseTicks(low: number, high: number, count: number): Tick[] {
  if (!(high > low)) return [];
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const value = (first + index) * step;
    return { value, text: formatTick(value, digits) };
  });
}

function formatTick(value: number, digits: number): string {
  const size = Math.abs(value);
  const text = size >= 1e5 || digits > 4 ? size.toExponential(0) : size.toFixed(digits);
  // A minus sign is as wide as a digit, a hyphen is not.
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}
