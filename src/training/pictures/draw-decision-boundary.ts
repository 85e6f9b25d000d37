import type { Dataset, Split } from '../../datasets/dataset';
import type { TensorData } from '../../engine/engine';
import type { Image } from '../../records/summaries/image';
import { blend, Canvas, type Color, colors } from './canvas';

const width = 480;
const height = 360;
/** Pixels between two places where the network is asked. */
const stride = 4;
/** Orange and purple: told apart by people who don't tell red from green (ColorBrewer PuOr). */
const sides: readonly [Color, Color] = [
  [241, 163, 64],
  [153, 142, 195],
];
const points: readonly [Color, Color] = [
  [179, 88, 6],
  [84, 39, 136],
];

/** The part of the plane that a picture shows. */
interface Frame {
  readonly left: number;
  readonly bottom: number;
  readonly unitsPerPixel: { readonly x: number; readonly y: number };
}

/**
 * Draws what a network says over the plane, and the training points on top.
 *
 * @param probabilitiesAt asks the network: points `[count, 2]` to `[count, 2]`.
 * @returns undefined unless the data are points of two classes in the plane.
 */
export function drawDecisionBoundary(
  dataset: Dataset,
  probabilitiesAt: (inputs: Float32Array) => TensorData,
): Image | undefined {
  const { inputShape, classNames, train } = dataset;
  if (inputShape.length !== 1 || inputShape[0] !== 2 || classNames.length !== 2) return undefined;
  const frame = frameOf(train);
  const across = width / stride;
  const down = height / stride;
  const places = new Float32Array(across * down * 2);
  for (let place = 0; place < across * down; place += 1) {
    const x = ((place % across) + 0.5) * stride;
    const y = (Math.floor(place / across) + 0.5) * stride;
    places[2 * place] = frame.left + x * frame.unitsPerPixel.x;
    places[2 * place + 1] = frame.bottom + (height - y) * frame.unitsPerPixel.y;
  }
  const { values } = probabilitiesAt(places);

  const canvas = new Canvas(width, height);
  for (let place = 0; place < across * down; place += 1) {
    const second = values[2 * place + 1] ?? 0;
    const side = second >= 0.5 ? sides[1] : sides[0];
    const certainty = Math.abs(second - 0.5) * 2;
    const color = blend(colors.paper, side, 0.15 + 0.85 * certainty);
    const left = (place % across) * stride;
    canvas.fill(left, Math.floor(place / across) * stride, stride, stride, color);
  }
  for (let example = 0; example < train.count; example += 1) {
    const x = ((train.inputs[2 * example] ?? 0) - frame.left) / frame.unitsPerPixel.x;
    const y =
      height - ((train.inputs[2 * example + 1] ?? 0) - frame.bottom) / frame.unitsPerPixel.y;
    const color = train.labels[example] === 1 ? points[1] : points[0];
    canvas.disc(Math.round(x), Math.round(y), 4, color, colors.paper);
  }
  return canvas.toImage();
}

/** All points with a margin around them. */
function frameOf({ inputs, count }: Split): Frame {
  const extent = (axis: 0 | 1): [number, number] => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let example = 0; example < count; example += 1) {
      const value = inputs[2 * example + axis] ?? 0;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    const margin = 0.12 * (high - low) + 1e-6;
    return [low - margin, high + margin];
  };
  const [left, right] = extent(0);
  const [bottom, top] = extent(1);
  const unitsPerPixel = { x: (right - left) / width, y: (top - bottom) / height };
  return { left, bottom, unitsPerPixel };
}
