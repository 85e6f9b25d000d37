import path from 'node:path';
import sharp from 'sharp';
import { datasetSchema } from '../../../src/datasets/registry';
import { readImage } from '../../../src/inference/inputs/read-image';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();
const bytes = 1 / 255;

/** Reads a wide picture, black but for a red stripe in the middle, half of it transparent. */
async function read(inputShape: readonly number[], dataset: object | string, scale = bytes) {
  const raw = Uint8Array.from({ length: 6 * 12 * 4 }, (_, at) => {
    const [row, column] = [Math.floor(at / 48), Math.floor(at / 4) % 12];
    const isStripe = column === 5 || column === 6;
    return [isStripe ? 255 : 0, 0, 0, row < 3 ? 255 : 0][at % 4] ?? 0;
  });
  const file = path.join(scratch(), 'picture.png');
  await sharp(raw, { raw: { width: 12, height: 6, channels: 4 } })
    .png()
    .toFile(file);
  const [input] = await readImage(file, {
    inputShape,
    features: undefined,
    dataset: datasetSchema.parse(dataset),
    scale,
  });
  return [...(input?.values ?? [])];
}

test('what is transparent is black as around digits, and white as in a folder of images', async () => {
  const digits = await read([2, 1, 1], 'mnist');
  expect(digits[1]).toBeLessThan(20);
  const images = { name: 'images', folder: 'pets', size: [2, 1], color: 'gray' };
  expect((await read([2, 1, 1], images))[1]).toBeGreaterThan(235);
});

test('a picture is brought to its size as those of training were', async () => {
  const folder = { name: 'images', folder: 'pets', size: 2 };
  const [stretched = 255] = await read([2, 2, 3], folder);
  const [cut = 0] = await read([6, 2, 3], { ...folder, fit: 'crop' });
  expect(stretched).toBeLessThan(90);
  expect(cut).toBeGreaterThan(200);
});

test('a model of numbers that are no pixels takes no pictures', async () => {
  await expect(read([2, 2, 1], 'mnist', 1)).rejects.toThrow('numbers of a range of their own');
  await expect(read([2], 'moons', 1)).rejects.toThrow('the model takes 2 numbers');
});
