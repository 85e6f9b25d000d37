import type { FeatureFacts } from '../../datasets/dataset-facts';
import { UserError } from '../../util/user-error';

/** What stands in a cell where a value is missing, as tables of training data have it. */
const missing = /^(|\?|na|nan)$/i;

/**
 * Makes inputs of the cells of a row as the training data's were made: numbers brought to mean 0 and
 * standard deviation 1, a number for each category.
 *
 * @param place where a cell stands, the start of a sentence.
 * @throws UserError where a cell is no number or none of the known categories.
 */
export function encodeRow(
  cells: readonly string[],
  features: readonly FeatureFacts[],
  fillsMissing: boolean,
  place: (feature: number) => string,
): Float32Array {
  return Float32Array.from(
    features.flatMap((feature, index) => {
      const cell = cells[index] ?? '';
      const { categories, fill, mean = 0, deviation = 1 } = feature;
      const known = categories?.indexOf(cell) ?? -1;
      if (known >= 0) return fill.map((_, category) => (category === known ? 1 : 0));
      if (missing.test(cell)) {
        if (fillsMissing) return fill.map((value) => (value - mean) / deviation);
        throw new UserError(`${place(index)}: the value is missing`, {
          hint: 'The model was trained without missing values; `missing: mean` of its data set allows them.',
        });
      }
      if (categories !== undefined) {
        throw new UserError(`${place(index)}: there is no category \`${cell}\``, {
          hint: `The training data have ${categories.join(', ')}.`,
        });
      }
      const value = Number(cell);
      if (!Number.isFinite(value)) {
        throw new UserError(`${place(index)}: \`${cell}\` is no number`);
      }
      return [(value - mean) / deviation];
    }),
  );
}
