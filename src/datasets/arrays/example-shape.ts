import { z } from 'zod';
import { countValues } from '../../util/count-values';
import { UnfitSettingError } from '../unfit-setting-error';

/** The setting that gives examples another shape than their file does. */
export const exampleShape = z
  .array(z.int().positive())
  .min(1)
  .max(3)
  .optional()
  .describe(
    'What the values of an example are laid out as: `[8, 8, 1]` makes images of 64 columns.',
  );

/**
 * The shape of examples that have so many values.
 *
 * @throws UnfitSettingError where they are not as many as `shape` holds.
 */
export function shapeExamples(
  found: readonly number[],
  shape: readonly number[] | undefined,
): readonly number[] {
  if (shape === undefined || countValues(shape) === countValues(found)) return shape ?? found;
  throw new UnfitSettingError(
    'shape',
    `[${shape.join(', ')}] holds ${countValues(shape)} values, but an example has ${countValues(found)}`,
    `Give it lengths whose product is ${countValues(found)}.`,
  );
}
