import type { Color } from './color-map';
import { drawingLibrary } from './drawing-library';
import type { Box, Figure } from './figure';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a picture that is as wide as may be; every value as large as the others, if it can be. */
export function enlarge({ width, height }: Size, mostWidth: number): Size {
  const scale = mostWidth < width ? mostWidth / width : Math.floor(mostWidth / width);
  return { width: Math.round(width * scale), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * Draws values as a picture, enlarged to a rectangle.
 *
 * @param colorAt the color of the value at a column and row.
 */
export function drawPixels(
  figure: Figure,
  box: Box,
  size: Size,
  colorAt: (column: number, row: number) => Color,
): void {
  const { width, height } = size;
  const source = drawingLibrary().createCanvas(width, height);
  const context = source.getContext('2d');
  const image = context.createImageData(width, height);
  for (let place = 0; place < width * height; place += 1) {
    const [red, green, blue] = colorAt(place % width, Math.floor(place / width));
    image.data.set([red, green, blue, 255], 4 * place);
  }
  context.putImageData(image, 0, 0);
  figure.context.imageSmoothingEnabled = box.width < width;
  figure.context.imageSmoothingQuality = 'high';
  figure.context.drawImage(source, box.left, box.top, box.width, box.height);
}
