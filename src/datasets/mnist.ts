import { defineIdxDataset } from './idx/define-idx-dataset';
import type { IdxArchive } from './idx/idx-archive';
import { digitNames } from './images/class-names';

/** Its files: 28x28 handwritten digits (LeCun, Cortes, Burges, 1998). */
export const mnistArchive: IdxArchive = {
  name: 'mnist',
  classNames: digitNames,
  folderNames: ['mnist', 'MNIST/raw', 'MNIST'],
  mayLieIn: (folderName) => !/fashion/i.test(folderName),
  mirrors: [
    'https://ossci-datasets.s3.amazonaws.com/mnist/',
    'https://storage.googleapis.com/cvdf-datasets/mnist/',
  ],
  files: {
    trainImages: {
      name: 'train-images-idx3-ubyte',
      shape: [60_000, 28, 28],
      sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      packedBytes: 9_912_422,
    },
    trainLabels: {
      name: 'train-labels-idx1-ubyte',
      shape: [60_000],
      sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      packedBytes: 28_881,
    },
    testImages: {
      name: 't10k-images-idx3-ubyte',
      shape: [10_000, 28, 28],
      sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      packedBytes: 1_648_877,
    },
    testLabels: {
      name: 't10k-labels-idx1-ubyte',
      shape: [10_000],
      sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
      packedBytes: 4_542,
    },
  },
};

export const mnist = defineIdxDataset({
  description: 'Handwritten digits, 28 x 28 and gray: 60,000 to train with, 10,000 to test.',
  summary: 'handwritten digits, 28x28, 60,000 and 10,000',
  archive: mnistArchive,
});
