import type { TensorData } from '../../engine/engine';
import type { Image } from '../../records/summaries/image';
import { Canvas } from './canvas';

const maxFilters = 64;
const gap = 4;

/** Where the values of a filter stand in a kernel. */
interface FilterLayout {
  readonly width: number;
  readonly height: number;
  readonly count: number;
}

/**
 * Draws the filters of a first layer, each scaled by its own extremes, with zero in the middle.
 *
 * @param kernel of a convolution over one channel, `[height, width, 1, filters]`, or of a dense
 * layer over images, `[height * width, units]`.
 * @param inputShape shape of one example.
 * @returns undefined where the weights are not those of an image.
 */
export function drawFilters(kernel: TensorData, inputShape: readonly number[]): Image | undefined {
  const layout = findLayout(kernel.shape, inputShape);
  if (layout === undefined) return undefined;
  const { width, height, count } = layout;
  const shown = Math.min(count, maxFilters);
  const columns = Math.ceil(Math.sqrt(shown * 2));
  const scale = Math.max(1, Math.round(48 / width));
  const stepX = width * scale + gap;
  const stepY = height * scale + gap;
  const canvas = new Canvas(columns * stepX + gap, Math.ceil(shown / columns) * stepY + gap);
  for (let filter = 0; filter < shown; filter += 1) {
    const valueAt = (column: number, row: number): number =>
      kernel.values[(row * width + column) * count + filter] ?? 0;
    let largest = 1e-12;
    for (let place = 0; place < width * height; place += 1) {
      largest = Math.max(largest, Math.abs(valueAt(place % width, Math.floor(place / width))));
    }
    const left = gap + (filter % columns) * stepX;
    const top = gap + Math.floor(filter / columns) * stepY;
    canvas.drawGrey(left, top, { width, height, scale }, (column, row) => {
      return 0.5 + valueAt(column, row) / (2 * largest);
    });
  }
  return canvas.toImage();
}

function findLayout(
  shape: readonly number[],
  inputShape: readonly number[],
): FilterLayout | undefined {
  const [height, width, channels] = inputShape;
  if (height === undefined || width === undefined || channels !== 1) return undefined;
  const [first, second, third, filters] = shape;
  if (filters !== undefined && third === 1) {
    return { height: first ?? 0, width: second ?? 0, count: filters };
  }
  return first === height * width && second !== undefined
    ? { height, width, count: second }
    : undefined;
}
