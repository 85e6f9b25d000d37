import type { Image } from '../../records/summaries/image';
import { drawColorBar } from './color-bar';
import { colorMaps, isDark, toCss } from './color-map';
import { Figure, figureWidth, ink } from './figure';

const countSize = 10;
const margin = { top: 28, right: 8, names: 8, axisTitle: 22, legend: 46 };
/** Cells of few classes don't fill the figure, those of many make it wider. */
const cellSize = { least: 24, most: 88 };
/** Longer names are cut to this many pixels, to fewer where that lets TensorBoard show all classes. */
const nameWidths = { least: 40, most: 90 };

/**
 * Draws a confusion matrix: rows are true classes, columns predictions, each cell with its count,
 * shaded by its share of the row; hits blue, mistakes red.
 *
 * @param matrix `[label][prediction]`.
 * @throws UserError where the library that draws does not load.
 */
export function drawConfusionMatrix(
  matrix: readonly (readonly number[])[],
  classNames: readonly string[],
): Image {
  const ruler = new Figure(1, 1);
  const countWidth = widest(ruler, matrix.flat().map(String), countSize);
  const least = Math.max(cellSize.least, Math.ceil(countWidth) + 2);
  const around = margin.axisTitle + margin.names + margin.right;
  const nameRoom = figureWidth - around - least * classNames.length;
  const longest = Math.min(nameWidths.most, Math.max(nameWidths.least, nameRoom));
  const names = classNames.map((name) => ruler.fit(name, longest));
  const nameWidth = Math.ceil(widest(ruler, names));
  const beside = margin.axisTitle + nameWidth + margin.names;
  const room = (figureWidth - beside - margin.right) / Math.max(1, names.length);
  const cell = Math.floor(Math.max(least, Math.min(room, cellSize.most)));
  const areUpright = nameWidth > cell - 4;
  const nameHeight = areUpright ? nameWidth + 8 : 16;
  const size = cell * names.length;
  const width = Math.max(figureWidth, beside + size + margin.right);
  const left = beside + Math.floor((width - beside - size - margin.right) / 2);
  const bottom = margin.top + size;
  const figure = new Figure(width, bottom + nameHeight + margin.axisTitle + margin.legend);

  figure.write(describeHits(matrix), left, 14, { align: 'left' });
  for (const [row, counts] of matrix.entries()) {
    const total = sum(counts);
    const middle = margin.top + (row + 0.5) * cell;
    figure.write(names[row] ?? '', left - 7, middle, { align: 'right' });
    for (const [column, count] of counts.entries()) {
      const share = total === 0 ? 0 : count / total;
      const color = row === column ? colorMaps.blues(share) : shadeOfMistakes(share);
      const x = left + column * cell;
      figure.fill(
        { left: x, top: margin.top + row * cell, width: cell - 1, height: cell - 1 },
        toCss(color),
      );
      const text = isDark(color) ? ink.paper : count === 0 ? ink.faint : ink.text;
      figure.write(String(count), x + (cell - 1) / 2, middle, { color: text, size: countSize });
    }
  }
  figure.frame({ left, top: margin.top, width: size - 1, height: size - 1 });
  for (const [column, name] of names.entries()) {
    const x = left + (column + 0.5) * cell;
    if (areUpright) figure.write(name, x, bottom + 6, { align: 'right', isUpright: true });
    else figure.write(name, x, bottom + 11);
  }
  figure.write('true class', left - beside + 10, margin.top + size / 2, { isUpright: true });
  figure.write('predicted class', left + size / 2, bottom + nameHeight + 9);
  drawLegend(figure, bottom + nameHeight + margin.axisTitle + 12);
  return figure.toImage();
}

/** Mistakes are few: the square root makes a share of one in a hundred visible. */
function shadeOfMistakes(share: number) {
  return colorMaps.reds(Math.sqrt(share));
}

function describeHits(matrix: readonly (readonly number[])[]): string {
  const total = sum(matrix.flat());
  const hits = sum(matrix.map((row, id) => row[id] ?? 0));
  const share = total === 0 ? '' : `, ${((100 * hits) / total).toFixed(2)} % of them right`;
  return `${total} test example${total === 1 ? '' : 's'}${share}`;
}

function drawLegend(figure: Figure, top: number): void {
  const words = 'share of the true class:';
  figure.write(words, 10, top + 5, { align: 'left', color: ink.faint });
  const start = 10 + figure.measure(words) + 12;
  const barWidth = 50;
  for (const [index, { name, colorMap }] of [
    { name: 'right', colorMap: colorMaps.blues },
    { name: 'wrong', colorMap: shadeOfMistakes },
  ].entries()) {
    const y = top + index * 16;
    figure.write(name, start, y + 5, { align: 'left' });
    const bar = { left: start + 60, top: y, width: barWidth, height: 10 };
    drawColorBar(figure, bar, colorMap, { low: '0', high: '100 %' });
  }
}

function widest(figure: Figure, texts: readonly string[], size?: number): number {
  return texts.reduce((most, text) => Math.max(most, figure.measure(text, size)), 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
