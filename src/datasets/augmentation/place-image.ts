import type { ImagePlacement, ImageShape } from './image-placement';

/**
 * Draws an image at its place, by bilinear interpolation in float64. Beyond its edge the image goes
 * on with the values of the edge.
 *
 * @param source `[height, width, channels]`, row-major.
 * @param target where to draw it, of the same shape; not `source`.
 */
export function placeImage(
  source: Float64Array,
  target: Float64Array,
  [height, width, channels]: ImageShape,
  { down, right, radians, zoom, isMirrored }: ImagePlacement,
): void {
  const middleY = (height - 1) / 2;
  const middleX = (width - 1) / 2;
  // Rows go downwards: this turns back by `radians`, against the clock as one sees it.
  const cosine = Math.cos(radians) / zoom;
  const sine = Math.sin(radians) / zoom;
  let to = 0;
  for (let row = 0; row < height; row += 1) {
    const y = row - down - middleY;
    for (let column = 0; column < width; column += 1) {
      const x = (isMirrored ? width - 1 - column : column) - right - middleX;
      const fromY = clamp(cosine * y + sine * x + middleY, height - 1);
      const fromX = clamp(cosine * x - sine * y + middleX, width - 1);
      const top = Math.floor(fromY);
      const left = Math.floor(fromX);
      const shareY = fromY - top;
      const shareX = fromX - left;
      const here = (top * width + left) * channels;
      // Where the share of a neighbour is nothing there may be none.
      const below = shareY === 0 ? 0 : width * channels;
      const beside = shareX === 0 ? 0 : channels;
      for (let at = here; at < here + channels; at += 1) {
        const upper = mix(source[at] as number, source[at + beside] as number, shareX);
        const lower = mix(
          source[at + below] as number,
          source[at + below + beside] as number,
          shareX,
        );
        target[to] = mix(upper, lower, shareY);
        to += 1;
      }
    }
  }
}

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

const mix = (first: number, second: number, share: number): number =>
  first + (second - first) * share;
