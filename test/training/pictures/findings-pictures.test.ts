import type { Dataset, Split } from '../../../src/datasets/dataset';
import type { Image } from '../../../src/records/summaries/image';
import { drawConfusionMatrix } from '../../../src/training/pictures/draw-confusion-matrix';
import { drawMistakes } from '../../../src/training/pictures/draw-mistakes';

/** TensorBoard shrinks wider pictures by leaving out pixels, which makes their text unreadable. */
const widestShownWhole = 350;

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

/** How many pixels of a picture a colour test takes. */
function countPixels({ channels, pixels }: Image, isColor: (rgb: number[]) => boolean): number {
  let count = 0;
  for (let at = 0; at < pixels.length; at += channels) {
    if (isColor([...pixels.subarray(at, at + 3)])) count += 1;
  }
  return count;
}

const isBlue = ([red = 0, , blue = 0]: number[]): boolean => blue > red + 60;
const isRed = ([red = 0, , blue = 0]: number[]): boolean => red > blue + 60;

describe('drawConfusionMatrix', () => {
  const hits = digits.map((_, row) => digits.map((__, column) => (row === column ? 1000 : 0)));

  test('ten classes fit what TensorBoard shows whole', () => {
    expect(drawConfusionMatrix(hits, digits).width).toBeLessThanOrEqual(widestShownWhole);
  });

  test('hits are blue, mistakes red', () => {
    const right = drawConfusionMatrix(hits, digits);
    const wrong = drawConfusionMatrix(
      hits.map((row) => [...row.slice(1), row[0] ?? 0]),
      digits,
    );
    expect(countPixels(right, isBlue)).toBeGreaterThan(countPixels(right, isRed));
    expect(countPixels(wrong, isRed)).toBeGreaterThan(countPixels(wrong, isBlue));
  });

  test('long class names get wider cells', () => {
    const names = ['sneaker', 'sandal'];
    const matrix = [
      [1, 2],
      [3, 4],
    ];
    const narrow = drawConfusionMatrix(matrix, ['a', 'b']).width;
    expect(drawConfusionMatrix(matrix, names).width).toBeGreaterThan(narrow);
  });
});

describe('drawMistakes', () => {
  const split = (count: number): Split => ({
    count,
    inputs: new Uint8Array(count * 28 * 28).fill(255),
    labels: new Uint8Array(count),
  });
  const dataset: Dataset = {
    name: 'white squares',
    inputShape: [28, 28, 1],
    classNames: digits,
    scale: 1 / 255,
    offset: 0,
    train: split(0),
    validation: split(0),
    test: split(100),
    checksum: '',
  };
  const mistakes = Array.from({ length: 100 }, (_, index) => ({ index, label: 3, predicted: 5 }));

  test('digits are drawn in rows that TensorBoard shows whole, each with its caption', () => {
    const one = drawMistakes(dataset, mistakes.slice(0, 1));
    const many = drawMistakes(dataset, mistakes);
    if (one === undefined || many === undefined) throw new Error('Nothing was drawn');
    expect(many.width).toBeLessThanOrEqual(widestShownWhole);
    expect(countPixels(one, isRed)).toBeGreaterThan(0);
    expect(countPixels(many, isRed)).toBe(50 * countPixels(one, isRed));
  });

  test('nothing is drawn without mistakes, nor of points', () => {
    expect(drawMistakes(dataset, [])).toBeUndefined();
    expect(drawMistakes({ ...dataset, inputShape: [2] }, mistakes)).toBeUndefined();
  });
});
