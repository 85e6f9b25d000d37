import { decodeImage } from '../../datasets/images/folder/decode-image';
import { UserError } from '../../util/user-error';
import type { InputDescription } from './input-description';
import type { NamedInput } from './named-input';

/**
 * Reads a picture as pixels of a model, `[height, width, channels]` from 0 to 255, as its training images
 * were read where these were files. Gray where the model has one channel; what is transparent is
 * black, as around the digits of MNIST, unless the model learned from a folder of images.
 *
 * @throws UserError where the model takes no images, or images of other numbers than bytes, or the file
 * holds none.
 */
export async function readImage(
  file: string,
  { inputShape, dataset, scale }: InputDescription,
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
  if (scale === 1) {
    throw new UserError(
      `${file} is a picture of bytes, and the model learned from numbers of a range of their own`,
      { hint: 'Give it a CSV file with a row of such numbers for each example.' },
    );
  }
  const how =
    dataset.name === 'images'
      ? { fit: dataset.fit, background: 'white' as const }
      : { fit: 'stretch' as const, background: 'black' as const };
  const color = channels === 1 ? 'gray' : 'rgb';
  try {
    const { pixels } = await decodeImage(file, { height, width, color, ...how });
    return [{ name: file, values: Float32Array.from(pixels) }];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${file} can't be read as a picture: ${error.message}`, {
      hint: error.hint,
    });
  }
}
