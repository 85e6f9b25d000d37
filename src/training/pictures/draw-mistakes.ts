import type { Dataset } from '../../datasets/dataset';
import type { Image } from '../../records/summaries/image';
import { drawPixels, enlarge } from './draw-pixels';
import { findExampleColors } from './example-colors';
import { Figure, figureWidth } from './figure';

const columns = 5;
const rows = 10;
const gap = 12;
const margin = { top: 44, left: 5 };
const columnWidth = (figureWidth - 2 * margin.left) / columns;
const lineHeight = 12;
/** Of the words above. */
const textLeft = 11;
const captionSize = 10;
/** Blue is right and red is wrong, as in the confusion matrix. */
const captionColors = { label: '#08519c', predicted: '#b2182b' };

/** A mistake to show. */
interface Mistake {
  readonly index: number;
  readonly label: number;
  readonly predicted: number;
  /** What the network gave the wrong class. */
  readonly probability: number;
}

/**
 * Draws misclassified test images, each over its true class, what it was taken for and how surely;
 * undefined where there are none.
 *
 * @throws UserError where the library that draws does not load.
 */
export function drawMistakes(dataset: Dataset, mistakes: readonly Mistake[]): Image | undefined {
  const colors = findExampleColors(dataset);
  const shown = mistakes.slice(0, columns * rows);
  if (colors === undefined || shown.length === 0) return undefined;
  const tile = enlarge(colors, columnWidth - gap);
  const captions = layCaptions(new Figure(1, 1), shown, dataset.classNames);
  const lineCount = Math.max(...captions.map(({ length }) => length));
  const rowHeight = tile.height + lineCount * lineHeight + gap;
  const figure = new Figure(
    figureWidth,
    margin.top + Math.ceil(shown.length / columns) * rowHeight,
  );
  drawTitle(figure, shown.length);
  for (const [place, { index }] of shown.entries()) {
    const center = margin.left + ((place % columns) + 0.5) * columnWidth;
    const top = margin.top + Math.floor(place / columns) * rowHeight;
    const box = { left: Math.round(center - tile.width / 2), top, ...tile };
    drawPixels(figure, box, colors, (column, row) => colors.colorAt(index, column, row));
    for (const [line, { text, color }] of captions[place]?.entries() ?? []) {
      const y = top + tile.height + 9 + line * lineHeight;
      figure.write(text, center, y, { color, size: captionSize });
    }
  }
  return figure.toImage();
}

interface Line {
  readonly text: string;
  readonly color: string;
}

/** The lines below each image. The probability gets one of its own where names are long. */
function layCaptions(
  ruler: Figure,
  mistakes: readonly Mistake[],
  classNames: readonly string[],
): readonly (readonly Line[])[] {
  const room = columnWidth - 4;
  const nameOf = (id: number): string => classNames[id] ?? String(id);
  const surety = (probability: number): string => `(${Math.round(100 * probability)} %)`;
  const together = ({ predicted, probability }: Mistake): string =>
    `${nameOf(predicted)} ${surety(probability)}`;
  const areShort = mistakes.every(
    (mistake) => ruler.measure(together(mistake), captionSize) <= room,
  );
  return mistakes.map((mistake) => {
    const { label, predicted, probability } = mistake;
    const below = areShort ? [together(mistake)] : [nameOf(predicted), surety(probability)];
    return [
      { text: nameOf(label), color: captionColors.label },
      ...below.map((text) => ({ text, color: captionColors.predicted })),
    ].map(({ text, color }) => ({ text: ruler.fit(text, room, captionSize), color }));
  });
}

/** What the captions mean, in their colours. */
function drawTitle(figure: Figure, count: number): void {
  const title =
    count === 1 ? 'The misclassified test image' : 'Misclassified test images, surest first';
  figure.write(title, textLeft, 13, { align: 'left' });
  const parts = [
    ['first line: true class', captionColors.label],
    ['below: predicted class (its probability)', captionColors.predicted],
  ] as const;
  let x = textLeft;
  for (const [text, color] of parts) {
    figure.write(text, x, 29, { align: 'left', color, size: captionSize });
    x += figure.measure(text, captionSize) + 14;
  }
}
