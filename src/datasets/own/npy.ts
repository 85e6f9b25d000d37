import { filePairs } from '../arrays/file-pairs';
import { defineFileDataset } from '../files/define-file-dataset';

/** What reads arrays, loaded when it is first needed. */
const reading = (): typeof import('../arrays/read-array-files') =>
  require('../arrays/read-array-files');

export const npy = defineFileDataset({
  description:
    'Arrays of your own as numpy.save writes them, a file each: numbers, or pixels as bytes, with whole numbers as labels.',
  summary: 'NumPy arrays of your own, in files of their own',
  ...filePairs('inputs'),
  read: async (spec, files) => {
    const { parseNpyFile, readPairs } = reading();
    return readPairs(spec, 'inputs', files, parseNpyFile);
  },
});
