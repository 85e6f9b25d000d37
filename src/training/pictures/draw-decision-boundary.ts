import type { Dataset, Split } from '../../datasets/dataset';
import type { TensorData } from '../../engine/engine';
import type { Image } from '../../records/summaries/image';
import { drawColorBar } from './color-bar';
import { colorMaps } from './color-map';
import { type Box, Figure, figureWidth, ink } from './figure';
import { drawAxes, type Extent, measureLeftMargin } from './plane-axes';
import { bandColor, drawField } from './probability-field';

/** Pixels between two places where the network is asked. */
const stride = 4;
const margin = { top: 26, right: 12, bottom: 68 };
/** How high the plot may be. One unit takes as many pixels on both axes unless this forbids it. */
const heights = { least: 150, most: 300 };
/** Points of the first and of the second class, darker than the ground of their side. */
const pointColors = ['#b35806', '#542788'] as const;

/**
 * Draws what a network says over the plane, and the training points on top.
 *
 * @param probabilitiesAt asks the network: points `[count, 2]` to `[count, 2]`.
 * @returns undefined unless the data are points of two classes in the plane.
 * @throws UserError where the library that draws does not load.
 */
export function drawDecisionBoundary(
  dataset: Dataset,
  probabilitiesAt: (inputs: Float32Array) => TensorData,
): Image | undefined {
  const { inputShape, classNames, train } = dataset;
  const [first, second] = classNames;
  if (inputShape.length !== 1 || inputShape[0] !== 2 || classNames.length !== 2) return undefined;
  if (first === undefined || second === undefined) return undefined;
  const extent = findExtent(train);
  const ruler = new Figure(1, 1);
  const left = measureLeftMargin(ruler, extent, heights.most);
  const width = figureWidth - left - margin.right;
  const height = chooseHeight(extent, width);
  const box: Box = { left, top: margin.top, width, height };
  const figure = new Figure(figureWidth, margin.top + height + margin.bottom);

  const grid = layGrid(extent, box);
  const { values } = probabilitiesAt(grid.places);
  const seconds = Float32Array.from({ length: grid.columns * grid.rows }, (_, place) => {
    return values[2 * place + 1] ?? 0;
  });
  drawField(figure, box, { ...grid, values: seconds }, colorMaps.sides);
  drawPoints(figure, box, extent, train);
  drawAxes(figure, box, extent, { x: 'first input', y: 'second input' });
  drawLegend(figure, [first, second], box);
  return figure.toImage();
}

/** All points with a margin around them. */
function findExtent({ inputs, count }: Split): Extent {
  const range = (axis: 0 | 1): [number, number] => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let example = 0; example < count; example += 1) {
      const value = inputs[2 * example + axis] ?? 0;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    const around = 0.12 * (high - low) + 1e-6;
    return [low - around, high + around];
  };
  const [left, right] = range(0);
  const [bottom, top] = range(1);
  return { left, right, bottom, top };
}

function chooseHeight({ left, right, bottom, top }: Extent, width: number): number {
  const toScale = (width * (top - bottom)) / (right - left);
  return Math.round(Math.min(heights.most, Math.max(heights.least, toScale)));
}

/** Places over a plot, a few pixels from each other; the top row first. */
function layGrid({ left, right, bottom, top }: Extent, { width, height }: Box) {
  const columns = Math.ceil(width / stride);
  const rows = Math.ceil(height / stride);
  const places = new Float32Array(columns * rows * 2);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = 2 * (row * columns + column);
      places[at] = left + ((column + 0.5) / columns) * (right - left);
      places[at + 1] = top - ((row + 0.5) / rows) * (top - bottom);
    }
  }
  return { columns, rows, places };
}

function drawPoints(
  figure: Figure,
  box: Box,
  { left, right, bottom, top }: Extent,
  { inputs, labels, count }: Split,
): void {
  const radius = count > 1000 ? 2.5 : 3.5;
  for (let example = 0; example < count; example += 1) {
    const x = box.left + (((inputs[2 * example] ?? 0) - left) / (right - left)) * box.width;
    const y = box.top + ((top - (inputs[2 * example + 1] ?? 0)) / (top - bottom)) * box.height;
    figure.disc(x, y, radius, labels[example] === 1 ? pointColors[1] : pointColors[0]);
  }
}

/** Which point is of which class, and what the shades of the ground mean. */
function drawLegend(figure: Figure, classNames: readonly [string, string], box: Box): void {
  const names = classNames.map((name) => figure.fit(name, 80));
  let x = box.left;
  figure.write('training points:', x, 12, { align: 'left', color: ink.faint });
  x += figure.measure('training points:') + 10;
  for (const [id, name] of names.entries()) {
    figure.disc(x + 4, 12, 4, id === 1 ? pointColors[1] : pointColors[0]);
    figure.write(name, x + 12, 12, { align: 'left' });
    x += figure.measure(name) + 26;
  }
  const barTop = box.top + box.height + 44;
  const words = `probability of ${names[1]}:`;
  const start = box.left + figure.measure(words) + 20;
  figure.write(words, box.left, barTop + 5, { align: 'left', color: ink.faint });
  const bar = { left: start, top: barTop, width: box.left + box.width - 12 - start, height: 10 };
  drawColorBar(figure, bar, (share) => bandColor(share, colorMaps.sides), { low: '0', high: '1' });
}
