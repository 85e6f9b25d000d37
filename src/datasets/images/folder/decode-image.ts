import fs from 'node:fs';
import type { Metadata, Sharp, SharpOptions } from 'sharp';
import { errorCode } from '../../../util/error-code';
import { UserError } from '../../../util/user-error';

/** What an image is brought to. */
export interface ImageForm {
  readonly height: number;
  readonly width: number;
  readonly color: 'gray' | 'rgb';
  readonly fit: 'stretch' | 'crop';
  /** What transparent parts become; white unless given. */
  readonly background?: 'white' | 'black';
}

/** A decoded image. */
export interface DecodedImage {
  /** `[height, width, channels]`, bytes. */
  readonly pixels: Uint8Array;
  /** How many pictures the file holds; the first was taken. */
  readonly frames: number;
  /** Whether parts of it may have been transparent. */
  readonly hasAlpha: boolean;
}

/** A larger picture is no example but a bomb, or has to be made smaller by its owner. */
const mostPixels = 100_000_000;

const freshCopy = 'Replace it by a fresh copy, or take it away.';

const formats: readonly string[] = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif'];

type Decoder = (file: string, options: SharpOptions) => Sharp;

let loaded: Decoder | undefined;

/**
 * The library that decodes, once it is needed: it comes as one per platform. Nothing of it runs on
 * threads of its own, since several images are decoded at once.
 */
function decoder(): Decoder {
  if (loaded !== undefined) return loaded;
  try {
    const sharp: typeof import('sharp') = require('sharp');
    sharp.concurrency(1);
    sharp.cache(false);
    loaded = sharp;
    return sharp;
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    throw new UserError(`the library that decodes images does not load: ${reason}`, {
      hint: 'Install the packages again with `npm ci`, without leaving out optional ones: the library comes as one per platform.',
    });
  }
}

/**
 * Decodes an image as people see it: turned as its camera says, transparent parts filled, 16 bits as
 * 8, CMYK and color profiles as sRGB. Gray is the luma of Rec. 601, as in Pillow and Keras.
 *
 * @throws UserError that says what is wrong with the file, without its name.
 */
export async function decodeImage(file: string, form: ImageForm): Promise<DecodedImage> {
  const { height, width, color, fit, background = 'white' } = form;
  try {
    if (fs.statSync(file).size === 0) throw new UserError('it is empty', { hint: freshCopy });
    const image = decoder()(file, {
      failOn: 'error',
      limitInputPixels: mostPixels,
      sequentialRead: true,
    });
    const metadata = await image.metadata();
    checkMetadata(metadata);
    const { data, info } = await image
      .autoOrient()
      .flatten({ background })
      .resize(width, height, { fit: fit === 'crop' ? 'cover' : 'fill' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`${info.channels} channels instead of 3`);
    const { pages = 1, hasAlpha } = metadata;
    const pixels = color === 'rgb' ? data : toGray(data);
    return { pixels, frames: pages, hasAlpha: hasAlpha && !isOpaque(metadata) };
  } catch (error) {
    throw describeFailure(error);
  }
}

/** GIFs always have a channel for what they leave out, if anything. */
const isOpaque = ({ format }: Metadata): boolean => format === 'gif';

function checkMetadata({ format, width, height, compression }: Metadata): void {
  const isKnown = formats.includes(format) && (format !== 'heif' || compression === 'av1');
  if (!isKnown) throw unreadable(`it is ${format.toUpperCase()}`);
  if (width * height <= mostPixels) return;
  throw tooLarge(`${width} x ${height} pixels`);
}

const tooLarge = (size: string): UserError =>
  new UserError(`it has ${size}, more than ${mostPixels / 1e6} million`, {
    hint: 'Make it smaller, or take it away.',
  });

const unreadable = (what: string): UserError =>
  new UserError(`${what}, which is not read`, {
    hint: 'Turn it into PNG or JPEG: JPEG, PNG, WebP, GIF, TIFF and AVIF are read.',
  });

/** Luma of Rec. 601, rounded. */
function toGray(rgb: Uint8Array): Uint8Array {
  const gray = new Uint8Array(rgb.length / 3);
  for (let pixel = 0; pixel < gray.length; pixel += 1) {
    const at = 3 * pixel;
    const [red, green, blue] = [rgb[at] as number, rgb[at + 1] as number, rgb[at + 2] as number];
    gray[pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return gray;
}

/** What the library says, in words for the owner of the file. */
function describeFailure(error: unknown): UserError {
  if (error instanceof UserError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = errorCode(error);
  if (code === 'EACCES' || /permission denied/i.test(message)) {
    return new UserError('it may not be read', { hint: 'Check its permissions.' });
  }
  if (/pixel limit|dimensions? .*exceed/i.test(message)) return tooLarge('too many pixels');
  if (/unsupported image format/i.test(message))
    return unreadable('it is no image of a known format');
  const isEarly = /premature end|unexpected end|out of data|is empty|truncated/i.test(message);
  const [line = ''] = message.split('\n').slice(-1);
  const problem = isEarly ? 'it ends early, it is truncated' : 'it is corrupt';
  return new UserError(`${problem} (${line.trim()})`, {
    hint: freshCopy,
  });
}
