import { PNG } from 'pngjs';
import { buildImages, encodePng, type Image } from '../../../src/records/summaries/image';

const grey: Image = {
  width: 3,
  height: 2,
  channels: 1,
  pixels: Uint8Array.of(0, 1, 2, 253, 254, 255),
};

/** What a viewer sees, `[height, width, 4]`. */
function decode(png: Uint8Array): number[] {
  return [...PNG.sync.read(Buffer.from(png)).data];
}

test.each([
  [
    grey,
    [
      0, 0, 0, 255, 1, 1, 1, 255, 2, 2, 2, 255, 253, 253, 253, 255, 254, 254, 254, 255, 255, 255,
      255, 255,
    ],
  ],
  [
    { width: 1, height: 2, channels: 3, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) } as const,
    [1, 2, 3, 255, 4, 5, 6, 255],
  ],
  [{ width: 1, height: 1, channels: 4, pixels: Uint8Array.of(1, 2, 3, 4) } as const, [1, 2, 3, 4]],
])('a PNG decodes to the same pixels', (image, expected) => {
  expect(decode(encodePng(image))).toEqual(expected);
});

test('a summary holds width, height and the images', () => {
  const { tensor } = buildImages('digits', [grey, grey]);
  if (tensor.dtype !== 'string') throw new Error('images are strings');
  expect(tensor.shape).toEqual([4]);
  expect(tensor.strings.slice(0, 2).map(String)).toEqual(['3', '2']);
  expect(tensor.strings.slice(2)).toEqual([encodePng(grey), encodePng(grey)]);
});

test('pixels that do not fit the size, and images of different sizes, are refused', () => {
  expect(() => encodePng({ ...grey, width: 4 })).toThrow('6 values for 4 x 2 x 1');
  const other: Image = { ...grey, width: 2, height: 3 };
  expect(() => buildImages('digits', [grey, other])).toThrow('differ in size');
});
