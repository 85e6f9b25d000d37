import { type ColorMap, toCss } from './color-map';
import { type Box, type Figure, ink } from './figure';

/** Draws a lying color bar, with words at its ends. */
export function drawColorBar(
  figure: Figure,
  box: Box,
  colorMap: ColorMap,
  ends: { readonly low: string; readonly high: string },
): void {
  for (let column = 0; column < box.width; column += 1) {
    const color = toCss(colorMap(column / (box.width - 1)));
    figure.fill({ ...box, left: box.left + column, width: 1 }, color);
  }
  figure.frame(box, ink.faint);
  const middle = box.top + box.height / 2;
  figure.write(ends.low, box.left - 5, middle, { align: 'right', size: 10 });
  figure.write(ends.high, box.left + box.width + 5, middle, { align: 'left', size: 10 });
}
