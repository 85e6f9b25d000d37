import { z } from 'zod';
import { arraySettings } from './array-settings';

/** The settings of data sets whose splits are a file of inputs and one of labels each. */
export function filePairs<const Inputs extends string>(inputs: Inputs) {
  const file = z.string().min(1);
  const pair = z.strictObject({
    [inputs]: file.describe(`The file of ${inputs}, by its path from the folder of the spec.`),
    labels: file.describe('The file of labels.'),
  } as Record<Inputs | 'labels', z.ZodString>);
  return {
    settings: {
      train: pair.describe(
        'The files to train with. What has no files of its own is divided from them by `split`.',
      ),
      validation: pair.optional().describe('The files for validation.'),
      test: pair.optional().describe('The files to test with.'),
      ...arraySettings,
    },
    fileSettings: ['train', 'validation', 'test'].flatMap((split) => [
      [split, inputs],
      [split, 'labels'],
    ]),
  };
}
