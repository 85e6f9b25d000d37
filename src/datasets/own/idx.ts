import { filePairs } from '../arrays/file-pairs';
import { defineFileDataset } from '../files/define-file-dataset';

/** What reads arrays, loaded when it is first needed. */
const reading = (): typeof import('../arrays/read-array-files') =>
  require('../arrays/read-array-files');

export const idx = defineFileDataset({
  description:
    'Images of your own in the format of MNIST, under any names: EMNIST and KMNIST are published so.',
  summary: 'images of your own in files as those of MNIST',
  ...filePairs('images'),
  read: async (spec, files) => {
    const { parseIdxFile, readPairs } = reading();
    return readPairs(spec, 'images', files, parseIdxFile);
  },
});
