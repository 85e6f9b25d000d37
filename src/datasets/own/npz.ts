import { z } from 'zod';
import { arraySettings } from '../arrays/array-settings';
import { defineFileDataset } from '../files/define-file-dataset';

/** What reads arrays, loaded when it is first needed. */
const reading = (): typeof import('../arrays/read-array-files') =>
  require('../arrays/read-array-files');

const pair = (examples: string) =>
  z
    .strictObject({
      inputs: z.string().min(1).describe('Name of the array of inputs.'),
      labels: z.string().min(1).describe('Name of the array of labels.'),
    })
    .optional()
    .describe(`The arrays of ${examples}.`);

export const npz = defineFileDataset({
  description:
    'Arrays of your own as numpy.savez writes them: numbers, or pixels as bytes, with whole numbers as labels.',
  summary: 'NumPy arrays of your own, in one file',
  settings: {
    file: z.string().min(1).describe('The file, by its path from the folder of the spec.'),
    train: pair(
      'the examples to train with; by default `x_train` and `y_train`, or a pair such as `x` and `y`',
    ),
    validation: pair('the examples for validation'),
    test: pair('the examples to test with'),
    ...arraySettings,
  },
  fileSettings: [['file']],
  read: async (spec, files) => reading().readNpzFile(spec, files),
});
