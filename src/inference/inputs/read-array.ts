import { parseNpy } from '../../datasets/arrays/parse-npy';
import { countValues } from '../../util/count-values';
import { UserError } from '../../util/user-error';
import type { InputDescription } from './input-description';
import type { NamedInput } from './named-input';
import { readFile } from './read-file';

/**
 * Reads an array of NumPy: one example of the shape that the model takes, or several along the first axis.
 *
 * @throws UserError where it is damaged or has another shape.
 */
export async function readArray(
  file: string,
  { inputShape }: InputDescription,
): Promise<readonly NamedInput[]> {
  const { shape, values } = parseNpy(readFile(file), file, 'inputs');
  const size = countValues(inputShape);
  const wanted = inputShape.join(' x ');
  // Gray images come without an axis for their one channel, too.
  const isOne = values.length === size && shape[0] !== 1;
  const count = isOne ? 1 : (shape[0] ?? 1);
  if (count * size !== values.length) {
    throw new UserError(
      `${file} has the shape ${shape.join(' x ')}, and the model takes ${wanted}`,
      {
        hint: 'Several examples stand along the first axis.',
      },
    );
  }
  return Array.from({ length: count }, (_, index) => ({
    name: count === 1 ? file : `${file}[${index}]`,
    values: Float32Array.from(values.subarray(index * size, (index + 1) * size)),
  }));
}
