import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { decodeImage, type ImageForm } from '../../../../src/datasets/images/folder/decode-image';
import { useScratchFolder } from '../../../scratch-folder';

const scratch = useScratchFolder();

const form: ImageForm = { height: 4, width: 4, color: 'rgb', fit: 'stretch' };

/** Decodes what is written to a file. */
async function decode(contents: Uint8Array, changes: Partial<ImageForm> = {}) {
  const file = path.join(scratch(), 'image');
  fs.writeFileSync(file, contents);
  return decodeImage(file, { ...form, ...changes });
}

const plain = (red: number, green: number, blue: number) =>
  sharp({
    create: { width: 8, height: 8, channels: 3, background: { r: red, g: green, b: blue } },
  });

/** Width, height and channels of an image of one color, with values of 8 or 16 bits. */
const values = (channels: 1 | 2 | 3 | 4, list: Uint8Array | Uint16Array) =>
  sharp(list, { raw: { width: 8, height: list.length / channels / 8, channels } });

const pixel = ({ pixels }: { pixels: Uint8Array }, channels = 3): number[] => [
  ...pixels.subarray(0, channels),
];

test('pixels of a lossless image of the right size come out as they are', async () => {
  const raw = Uint8Array.from({ length: 48 }, (_, at) => at * 5);
  const image = sharp(raw, { raw: { width: 4, height: 4, channels: 3 } });
  for (const contents of [
    await image.png().toBuffer(),
    await image.webp({ lossless: true }).toBuffer(),
  ]) {
    expect([...(await decode(contents)).pixels]).toEqual([...raw]);
  }
});

test.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('%s is read', async (format) => {
  const contents = await plain(200, 40, 60).toFormat(format, { quality: 100 }).toBuffer();
  const decoded = await decode(contents);
  for (const [channel, expected] of [200, 40, 60].entries()) {
    expect(Math.abs((pixel(decoded)[channel] ?? 0) - expected)).toBeLessThan(4);
  }
  expect(decoded).toMatchObject({ frames: 1, hasAlpha: false });
});

test('gray is the luma of red, green and blue, and gray images keep their values', async () => {
  const primaries = [plain(255, 0, 0), plain(0, 255, 0), plain(0, 0, 255), plain(77, 77, 77)];
  const grays = [];
  for (const image of primaries) {
    grays.push(pixel(await decode(await image.png().toBuffer(), { color: 'gray' }), 1)[0]);
  }
  expect(grays).toEqual([76, 150, 29, 77]);
  const gray = await values(1, new Uint8Array(64).fill(99)).png().toBuffer();
  expect((await decode(gray, { color: 'gray' })).pixels).toHaveLength(16);
  expect(pixel(await decode(gray))).toEqual([99, 99, 99]);
});

test('16 bits become 8 by their upper ones, gray and in color', async () => {
  for (const channels of [1, 3] as const) {
    const image = values(channels, new Uint16Array(64 * channels).fill(0x80f0));
    const contents = await image
      .toColourspace(channels === 1 ? 'grey16' : 'rgb16')
      .png()
      .toBuffer();
    expect((await sharp(contents).metadata()).depth).toBe('ushort');
    expect(pixel(await decode(contents))).toEqual([128, 128, 128]);
  }
});

test('CMYK becomes red, green and blue', async () => {
  const contents = await plain(200, 40, 60).toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
  expect((await sharp(contents).metadata()).space).toBe('cmyk');
  const [red = 0, green = 255, blue = 255] = pixel(await decode(contents));
  expect(red).toBeGreaterThan(180);
  expect(green).toBeLessThan(70);
  expect(blue).toBeLessThan(80);
});

test('what is transparent is white, and told of', async () => {
  const contents = await values(4, new Uint8Array(256)).png().toBuffer();
  const decoded = await decode(contents);
  expect(pixel(decoded)).toEqual([255, 255, 255]);
  expect(decoded.hasAlpha).toBe(true);
});

test('an image is turned as its camera says', async () => {
  // Left half black, right half white; turned by 90 degrees clockwise, black is above.
  const halves = Uint8Array.from({ length: 64 }, (_, at) => (at % 8 < 4 ? 0 : 255));
  const contents = await values(1, halves).withMetadata({ orientation: 6 }).png().toBuffer();
  const { pixels } = await decode(contents, { color: 'gray', height: 2, width: 2 });
  expect(pixels[0]).toBeLessThan(30);
  expect(pixels[1]).toBeLessThan(30);
  expect(pixels[2]).toBeGreaterThan(225);
});

test('a wide image is stretched, or its middle cut out', async () => {
  // Two columns of black, four of white, two of black, in two rows.
  const wide = Uint8Array.from({ length: 16 }, (_, at) => (at % 8 < 3 || at % 8 > 4 ? 0 : 255));
  const contents = await values(1, wide).png().toBuffer();
  const cut = await decode(contents, { color: 'gray', height: 2, width: 2, fit: 'crop' });
  expect([...cut.pixels]).toEqual([255, 255, 255, 255]);
  const stretched = await decode(contents, { color: 'gray', height: 2, width: 2 });
  expect(Math.max(...stretched.pixels)).toBeLessThan(200);
});

test('of several pictures the first is taken', async () => {
  const frames = sharp(
    [await plain(250, 0, 0).png().toBuffer(), await plain(0, 0, 250).png().toBuffer()],
    {
      join: { animated: true },
    },
  );
  const decoded = await decode(await frames.gif().toBuffer());
  expect(decoded.frames).toBe(2);
  expect(pixel(decoded)[0]).toBeGreaterThan(240);
});

describe('what is wrong with a file is said', () => {
  const noise = { type: 'gaussian', mean: 100, sigma: 60 } as const;
  const photo = () =>
    sharp({ create: { width: 100, height: 100, channels: 3, background: 'red', noise } });
  const half = (contents: Buffer): Buffer => contents.subarray(0, contents.length / 2);

  test.each([
    ['an empty file', async () => Buffer.alloc(0), 'it is empty'],
    ['half a JPEG', async () => half(await photo().jpeg().toBuffer()), 'it ends early'],
    ['half a PNG', async () => half(await photo().png().toBuffer()), 'it is corrupt'],
    ['half a WebP', async () => half(await photo().webp().toBuffer()), 'it is corrupt'],
    ['half a GIF', async () => half(await photo().gif().toBuffer()), 'it ends early'],
    [
      'a changed PNG',
      async () => {
        const contents = await photo().png().toBuffer();
        return contents.fill(7, 1000, 1020);
      },
      'it is corrupt',
    ],
    ['a text', async () => Buffer.from('no image at all'), 'which is not read'],
    ['a BMP', async () => Buffer.from(`BM${'\0'.repeat(60)}`), 'which is not read'],
    [
      'an SVG',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'it is SVG',
    ],
    [
      'a bomb',
      () =>
        sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: 'red' } })
          .png()
          .toBuffer(),
      'more than 100 million',
    ],
  ])('%s', async (_, make, message) => {
    await expect(decode(await make())).rejects.toThrow(message);
  });
});
