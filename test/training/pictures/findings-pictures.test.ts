import type { Dataset, Split } from '../../../src/datasets/dataset';
import type { Image } from '../../../src/records/summaries/image';
import { drawConfusionMatrix } from '../../../src/training/pictures/draw-confusion-matrix';
import { drawDecisionBoundary } from '../../../src/training/pictures/draw-decision-boundary';
import { drawFilters } from '../../../src/training/pictures/draw-filters';
import { drawMistakes } from '../../../src/training/pictures/draw-mistakes';

/** TensorBoard shows every picture so wide, and others by leaving out or doubling pixels. */
const shownWidth = 350;

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

  test.each([2, 10])('%i classes are as wide as TensorBoard shows pictures', (count) => {
    const names = digits.slice(0, count);
    const matrix = names.map((_, row) => (hits[row] ?? []).slice(0, count));
    expect(drawConfusionMatrix(matrix, names).width).toBe(shownWidth);
  });

  test('more classes, and larger counts, get the room that their numbers need', () => {
    const names = Array.from({ length: 26 }, (_, id) => `letter ${id}`);
    const matrix = (count: number) => names.map(() => names.map(() => count));
    const { width } = drawConfusionMatrix(matrix(7), names);
    expect(width).toBeGreaterThan(26 * 20);
    expect(drawConfusionMatrix(matrix(1_000_000), names).width).toBeGreaterThan(width);
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

  test('long class names are written from below upwards, and make the picture higher, not wider', () => {
    const names = digits.map((digit) => `class number ${digit}`);
    const short = drawConfusionMatrix(hits, digits);
    const long = drawConfusionMatrix(hits, names);
    expect(long.height).toBeGreaterThan(short.height);
    expect(long.width).toBe(shownWidth);
  });

  test('a class without an example and names in any script are drawn', () => {
    const matrix = [
      [0, 0],
      [0, 0],
    ];
    expect(drawConfusionMatrix(matrix, ['κύκλος', '圆 ⭕']).width).toBe(shownWidth);
  });

  test('the same matrix gives the same pixels', () => {
    expect(drawConfusionMatrix(hits, digits)).toEqual(drawConfusionMatrix(hits, digits));
  });
});

describe('drawDecisionBoundary', () => {
  const corners: Split = {
    count: 4,
    inputs: Float32Array.of(-1, -1, -1, 1, 1, -1, 1, 1),
    labels: Uint8Array.of(0, 0, 1, 1),
  };
  const plane: Dataset = {
    name: 'corners',
    inputShape: [2],
    classNames: ['left', 'right'],
    scale: 1,
    offset: 0,
    train: corners,
    validation: corners,
    test: corners,
    checksum: '',
  };
  /** A network that asks for the first input only. */
  const bySide = (inputs: Float32Array) => {
    const values = Float32Array.from(inputs, (_, at) => {
      const second = 1 / (1 + Math.exp(-5 * (inputs[at - (at % 2)] ?? 0)));
      return at % 2 === 0 ? 1 - second : second;
    });
    return { shape: [inputs.length / 2, 2], values };
  };
  const isOrange = ([red = 0, , blue = 0]: number[]): boolean => red > blue + 60;
  const isPurple = ([red = 0, green = 0, blue = 0]: number[]): boolean =>
    blue > green + 30 && blue > red;

  /** The color of a pixel. */
  function colorAt({ width, channels, pixels }: Image, x: number, y: number): number[] {
    const at = (y * width + x) * channels;
    return [...pixels.subarray(at, at + channels)];
  }

  function draw(dataset = plane): Image {
    const image = drawDecisionBoundary(dataset, bySide);
    if (image === undefined) throw new Error('Nothing was drawn');
    return image;
  }

  test('each side of the plane has the color of its class, with the boundary between', () => {
    const image = draw();
    expect(image.width).toBe(shownWidth);
    const row = 160;
    expect(isOrange(colorAt(image, 70, row))).toBe(true);
    expect(isPurple(colorAt(image, 310, row))).toBe(true);
    const dark = Array.from({ length: 230 }, (_, index) => 75 + index).filter((x) => {
      const [red = 255] = colorAt(image, x, row);
      return red < 100;
    });
    // One line between the sides, in the middle of the plot.
    expect(dark.length).toBeGreaterThan(0);
    expect(dark.length).toBeLessThan(4);
    expect(Math.abs((dark[0] ?? 0) - 192)).toBeLessThan(12);
  });

  test.each([5, 50, 5000])(
    'the boundary is one line without gaps at a steepness of %d',
    (steepness) => {
      const slanted = (inputs: Float32Array) => {
        const values = Float32Array.from(inputs, (_, at) => {
          const place = (inputs[at - (at % 2)] ?? 0) + 0.31 * (inputs[at - (at % 2) + 1] ?? 0);
          const second = 1 / (1 + Math.exp(-steepness * place));
          return at % 2 === 0 ? 1 - second : second;
        });
        return { shape: [inputs.length / 2, 2], values };
      };
      const image = drawDecisionBoundary(plane, slanted);
      if (image === undefined) throw new Error('Nothing was drawn');
      // Rows of the plot without a point of the data.
      for (let row = 80; row < 240; row += 1) {
        const darkest = Array.from({ length: 160 }, (_, index) => {
          const [red = 255] = colorAt(image, 110 + index, row);
          return red;
        }).reduce((a, b) => Math.min(a, b));
        expect(darkest).toBeLessThan(110);
      }
    },
  );

  test('a unit is as long on both axes, unless the plot would become a strip', () => {
    const { height } = draw();
    const stretched = (factor: number): Dataset => ({
      ...plane,
      train: {
        ...corners,
        inputs: corners.inputs.map((value, at) => (at % 2 === 1 ? value * factor : value)),
      },
    });
    expect(draw(stretched(0.7)).height).toBeLessThan(height);
    expect(draw(stretched(0.001)).height).toBeGreaterThan(200);
    expect(draw(stretched(1000)).height).toBeLessThan(500);
  });

  test('the same network gives the same pixels', () => {
    expect(draw()).toEqual(draw());
  });

  test('nothing is drawn of images, nor of three classes', () => {
    expect(drawDecisionBoundary({ ...plane, inputShape: [28, 28, 1] }, bySide)).toBeUndefined();
    expect(drawDecisionBoundary({ ...plane, classNames: digits }, bySide)).toBeUndefined();
  });
});

describe('drawFilters', () => {
  const kernel = (shape: number[], valueAt: (index: number) => number) => ({
    shape,
    values: Float32Array.from(
      { length: shape.reduce((product, size) => product * size, 1) },
      (_, index) => valueAt(index),
    ),
  });

  test('positive weights are red, negative ones blue', () => {
    const red = drawFilters(
      kernel([5, 5, 1, 8], () => 0.1),
      [28, 28, 1],
    );
    const blue = drawFilters(
      kernel([5, 5, 1, 8], () => -7),
      [28, 28, 1],
    );
    if (red === undefined || blue === undefined) throw new Error('Nothing was drawn');
    expect([red.width, blue.width]).toEqual([shownWidth, shownWidth]);
    expect(countPixels(red, isRed)).toBeGreaterThan(10 * countPixels(red, isBlue));
    expect(countPixels(blue, isBlue)).toBeGreaterThan(10 * countPixels(blue, isRed));
  });

  test('filters over colors have the colors that they answer to', () => {
    // Weights of red are positive, those of blue negative.
    const weights = kernel([5, 5, 3, 8], (index) => 0.1 - 0.1 * (Math.floor(index / 8) % 3));
    const drawn = drawFilters(weights, [32, 32, 3]);
    if (drawn === undefined) throw new Error('Nothing was drawn');
    const inside = ([red, green, blue]: number[]): boolean =>
      red === 255 && blue === 0 && green === 128;
    expect(countPixels(drawn, inside)).toBeGreaterThan(2000);
  });

  test.each([
    ['of a dense layer', [784, 100], [28, 28, 1]],
    ['of all zeros', [5, 5, 1, 3], [28, 28, 1]],
    ['of large images', [100 * 100, 4], [100, 100, 1]],
    ['of one weight', [1, 1, 1, 2], [28, 28, 1]],
    ['over colors', [5, 5, 3, 8], [32, 32, 3]],
    ['of a dense layer over colors', [32 * 32 * 3, 100], [32, 32, 3]],
  ])('filters %s are as wide as TensorBoard shows pictures', (_, shape, inputShape) => {
    const image = drawFilters(
      kernel(shape, () => 0),
      inputShape,
    );
    expect(image?.width).toBe(shownWidth);
  });

  test('nothing is drawn of weights that are not those of an image', () => {
    expect(
      drawFilters(
        kernel([2, 16], () => 1),
        [2],
      ),
    ).toBeUndefined();
    expect(
      drawFilters(
        kernel([100, 16], () => 1),
        [28, 28, 1],
      ),
    ).toBeUndefined();
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
  const mistakes = Array.from({ length: 100 }, (_, index) => ({
    index,
    label: 3,
    predicted: 5,
    probability: 0.9,
  }));

  test('digits are drawn in rows that TensorBoard shows whole, each with its captions', () => {
    const [one, row, many] = [1, 5, 100].map((count) =>
      drawMistakes(dataset, mistakes.slice(0, count)),
    );
    if (!one || !row || !many) throw new Error('Nothing was drawn');
    expect([one.width, row.width, many.width]).toEqual([shownWidth, shownWidth, shownWidth]);
    expect(one.height).toBe(row.height);
    expect(many.height).toBeGreaterThan(9 * (row.height - 60));
    // Every caption tells the true class in blue and the prediction in red.
    for (const isColor of [isBlue, isRed]) {
      const perCaption = (countPixels(row, isColor) - countPixels(one, isColor)) / 4;
      expect(perCaption).toBeGreaterThan(3);
      const captions = (countPixels(many, isColor) - countPixels(one, isColor)) / perCaption;
      expect(Math.round(captions)).toBe(49);
    }
  });

  test('images in color have their colors, also those of floats', () => {
    const green = [20, 200, 60];
    const bytes = Uint8Array.from({ length: 16 * 16 * 3 }, (_, at) => green[at % 3] ?? 0);
    for (const inputs of [bytes, Float32Array.from(bytes, (byte) => byte / 255)]) {
      const colored = {
        ...dataset,
        inputShape: [16, 16, 3],
        test: { count: 1, inputs, labels: Uint8Array.of(3) },
      };
      const drawn = drawMistakes(colored, mistakes.slice(0, 1));
      if (drawn === undefined) throw new Error('Nothing was drawn');
      expect(countPixels(drawn, (rgb) => `${rgb}` === `${green}`)).toBeGreaterThan(500);
    }
  });

  test.each([
    ['up to 255', [0, 255], [0, 255]],
    ['standardized', [-2, 3], [0, 255]],
    ['from 0 to 1', [0.2, 0.4], [51, 102]],
  ])('floats %s are shown from black to white', (_, values, grays) => {
    const inputs = Float32Array.from({ length: 64 }, (__, at) => values[at % 2] ?? 0);
    const floats = { ...dataset, inputShape: [8, 8, 1], test: { ...split(1), inputs } };
    const drawn = drawMistakes(floats, mistakes.slice(0, 1));
    if (drawn === undefined) throw new Error('Nothing was drawn');
    for (const gray of grays) {
      const isGray = (rgb: number[]): boolean => rgb.every((value) => value === gray);
      expect(countPixels(drawn, isGray)).toBeGreaterThan(500);
    }
  });

  test('long class names move the probability to a line of its own', () => {
    const named = { ...dataset, classNames: digits.map((digit) => `long name ${digit}`) };
    const height = drawMistakes(named, mistakes.slice(0, 5))?.height ?? 0;
    expect(height).toBeGreaterThan(drawMistakes(dataset, mistakes.slice(0, 5))?.height ?? 0);
  });

  test('nothing is drawn without mistakes, nor of points', () => {
    expect(drawMistakes(dataset, [])).toBeUndefined();
    expect(drawMistakes({ ...dataset, inputShape: [2] }, mistakes)).toBeUndefined();
  });
});
