import { UserError } from '../../util/user-error';
import type { NamedInput } from './named-input';
import { readFile } from './read-file';

/**
 * Reads a picture as pixels of a model, `[height, width, channels]` from 0 to 255: stretched to its
 * size where it has another, gray where the model has one channel, on black where it is transparent.
 *
 * @throws UserError where the model takes no images or the file holds none.
 */
export async function readImage(
  file: string,
  inputShape: readonly number[],
): Promise<readonly NamedInput[]> {
  const [height, width, channels] = inputShape;
  if (height === undefined || width === undefined || channels === undefined) {
    throw new UserError(
      `${file} is a picture, and the model takes ${inputShape.join(' x ')} numbers`,
      {
        hint: 'Give it a CSV file with a row of numbers for each example.',
      },
    );
  }
  const bytes = readFile(file);
  const { default: sharp } = await import('sharp');
  try {
    const flat = sharp(bytes, { failOn: 'error' }).flatten({ background: '#000' });
    const colored = channels === 1 ? flat.toColourspace('b-w') : flat.toColourspace('srgb');
    const { data, info } = await colored
      .resize(width, height, { fit: 'fill' })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== channels) {
      throw new Error(`it has ${info.channels} channels instead of ${channels}`);
    }
    return [{ name: file, values: Float32Array.from(data) }];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file} can't be read as a picture: ${reason}`, {
      hint: 'PNG, JPEG and WebP are read.',
    });
  }
}
