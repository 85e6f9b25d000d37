import { PNG } from 'pngjs';
import type { Summary } from './summary';

/** An image in memory. */
export interface Image {
  readonly width: number;
  readonly height: number;
  /** 1 for grey, 3 for RGB, 4 for RGB with opacity. */
  readonly channels: 1 | 3 | 4;
  /** `[height, width, channels]`, 0 to 255; they stay as they are. */
  readonly pixels: Uint8Array;
}

/** PNG's numbers of colour types (ISO/IEC 15948, 11.2.2). */
const colorTypes = { 1: 0, 3: 2, 4: 6 } as const;

/** An image goes into event files and files of its own: it is encoded once. */
const encoded = new WeakMap<Image, Buffer>();

/** Encodes an image as PNG: the same bytes for the same pixels. */
export function encodePng(image: Image): Buffer {
  const bytes = encoded.get(image) ?? encode(image);
  encoded.set(image, bytes);
  return bytes;
}

function encode({ width, height, channels, pixels }: Image): Buffer {
  if (pixels.length !== width * height * channels) {
    throw new Error(`${pixels.length} values for ${width} x ${height} x ${channels}`);
  }
  const png = new PNG({ width, height });
  png.data = Buffer.from(pixels);
  const colorType = colorTypes[channels];
  return PNG.sync.write(png, {
    colorType,
    inputColorType: colorType,
    inputHasAlpha: channels === 4,
    // No filter: figures have few colours, which come out smaller and in less time so (ISO/IEC 15948, 12.8).
    filterType: 0,
    deflateStrategy: 0,
    deflateLevel: 6,
  });
}

/** Builds an image summary, `[2 + images]`; all images of a tag and step have the same size. */
export function buildImages(tag: string, images: readonly [Image, ...Image[]]): Summary {
  const [{ width, height }] = images;
  if (images.some((image) => image.width !== width || image.height !== height)) {
    throw new Error(`The images of ${tag} differ in size`);
  }
  const sizes = [Buffer.from(String(width)), Buffer.from(String(height))];
  return {
    tag,
    plugin: 'images',
    dataClass: 'blobSequence',
    tensor: {
      dtype: 'string',
      shape: [2 + images.length],
      strings: [...sizes, ...images.map(encodePng)],
    },
  };
}
