import type { Dataset } from '../../datasets/dataset';
import type { Color } from './color-map';
import type { Size } from './draw-pixels';

/** Values of an example that is an image, as a picture shows them. */
export interface ExampleColors extends Size {
  /** The color at a column and row of the example at `index`. */
  colorAt(index: number, column: number, row: number): Color;
}

/**
 * The colors of the test images of a data set: gray ones of one channel, others of red, green and blue.
 * Numbers beyond 0 to 1 are spread from the least, which is black, to the largest.
 *
 * @returns undefined where its examples are no such images.
 */
export function findExampleColors({ inputShape, test }: Dataset): ExampleColors | undefined {
  const [height, width, channels] = inputShape;
  if (height === undefined || width === undefined) return undefined;
  if (channels !== 1 && channels !== 3) return undefined;
  const { inputs } = test;
  const { black, white } = findEnds(inputs);
  const valueAt = (place: number): number =>
    Math.round((255 * ((inputs[place] ?? 0) - black)) / (white - black));
  return {
    width,
    height,
    colorAt(index, column, row) {
      const place = ((index * height + row) * width + column) * channels;
      const first = valueAt(place);
      return channels === 1
        ? [first, first, first]
        : [first, valueAt(place + 1), valueAt(place + 2)];
    },
  };
}

/** The values that are shown black and white. */
function findEnds(inputs: Dataset['test']['inputs']): {
  readonly black: number;
  readonly white: number;
} {
  if (inputs instanceof Uint8Array) return { black: 0, white: 255 };
  let [black, white] = [0, 1];
  for (const value of inputs) {
    black = Math.min(black, value);
    white = Math.max(white, value);
  }
  return { black, white };
}
