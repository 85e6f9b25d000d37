import type { Dataset } from '../../datasets/dataset';
import type { Image } from '../../records/summaries/image';
import { Canvas, colors } from './canvas';

/** Few enough that TensorBoard shows them at their size: it shrinks what is over 350 pixels. */
const columns = 5;
const rows = 10;
const scale = 2;
const gap = 8;
const captionHeight = 14;

/** A mistake to show. */
interface Mistake {
  readonly index: number;
  readonly label: number;
  readonly predicted: number;
}

/** Draws misclassified test images, each over `true>predicted`; undefined where there are none. */
export function drawMistakes(dataset: Dataset, mistakes: readonly Mistake[]): Image | undefined {
  const [height, width, channels] = dataset.inputShape;
  const shown = mistakes.slice(0, columns * rows);
  if (height === undefined || width === undefined || channels !== 1) return undefined;
  if (shown.length === 0) return undefined;
  const stepX = width * scale + gap;
  const stepY = height * scale + gap + captionHeight;
  const canvas = new Canvas(
    Math.min(columns, shown.length) * stepX + gap,
    Math.ceil(shown.length / columns) * stepY + gap,
  );
  const { inputs } = dataset.test;
  for (const [place, { index, label, predicted }] of shown.entries()) {
    const left = gap + (place % columns) * stepX;
    const top = gap + Math.floor(place / columns) * stepY;
    const start = index * width * height;
    canvas.drawGrey(left, top, { width, height, scale }, (column, row) => {
      const raw = inputs[start + row * width + column] ?? 0;
      return inputs instanceof Uint8Array ? raw / 255 : raw;
    });
    const name = (id: number): string => (dataset.classNames[id] ?? String(id)).slice(0, 4);
    const center = left + (width * scale) / 2;
    const caption = `${name(label)}>${name(predicted)}`;
    canvas.writeCentered(caption, center, top + height * scale + 8, colors.wrong);
  }
  return canvas.toImage();
}
