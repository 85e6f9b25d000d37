import type { Dataset } from '../../datasets/dataset';
import type { Image } from '../../records/summaries/image';
import { drawPixels, enlarge } from './draw-pixels';
import { findExampleColors } from './example-colors';
import { Figure, figureWidth, ink } from './figure';

const columns = 6;
const mostClasses = 40;
const gap = 4;
/** Of the name of a class, above its examples. */
const nameHeight = 16;
const columnWidth = figureWidth / columns;

/**
 * Draws the first training images of each class, a row each under its name; undefined where examples are
 * no images. Values that are not bytes are drawn from their smallest to their largest.
 *
 * @throws UserError where the library that draws does not load.
 */
export function drawExamples(dataset: Dataset): Image | undefined {
  const inputs = toBytes(dataset.train.inputs);
  // The colors are those of the test split: here of the training images.
  const colors = findExampleColors({ ...dataset, test: { ...dataset.train, inputs } });
  if (colors === undefined) return undefined;
  const names = dataset.classNames.slice(0, mostClasses);
  const tile = enlarge(colors, columnWidth - gap);
  const rowHeight = nameHeight + tile.height + gap;
  const figure = new Figure(figureWidth, names.length * rowHeight + gap);
  for (const [id, name] of names.entries()) {
    const top = gap + id * rowHeight;
    figure.write(figure.fit(name, figureWidth - 2 * gap), gap, top + nameHeight / 2, {
      align: 'left',
      color: ink.text,
    });
    for (const [column, index] of firstOf(dataset.train.labels, id).entries()) {
      const left = Math.round(gap / 2 + column * columnWidth);
      const box = { left, top: top + nameHeight, ...tile };
      drawPixels(figure, box, colors, (x, y) => colors.colorAt(index, x, y));
    }
  }
  return figure.toImage();
}

function firstOf(labels: Dataset['train']['labels'], id: number): number[] {
  const found: number[] = [];
  for (let index = 0; index < labels.length && found.length < columns; index += 1) {
    if (labels[index] === id) found.push(index);
  }
  return found;
}

function toBytes(inputs: Uint8Array | Float32Array): Uint8Array {
  if (inputs instanceof Uint8Array) return inputs;
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of inputs) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const range = max > min ? max - min : 1;
  return Uint8Array.from(inputs, (value) => Math.round((255 * (value - min)) / range));
}
