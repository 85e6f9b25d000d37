import type { CifarArchive } from './cifar/cifar-archive';
import { defineCifarDataset } from './cifar/define-cifar-dataset';

/** Its files: 32x32 photographs (Krizhevsky, 2009), in the "binary version" of their publication. */
const cifar10Archive: CifarArchive = {
  name: 'cifar-10',
  classNames: [
    ...['airplane', 'automobile', 'bird', 'cat', 'deer'],
    ...['dog', 'frog', 'horse', 'ship', 'truck'],
  ],
  folderNames: ['cifar-10-batches-bin', 'cifar-10'],
  trainFiles: [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`),
  testFile: 'test_batch.bin',
  recordsPerFile: 10_000,
  home: 'https://www.cs.toronto.edu/~kriz/cifar.html',
};

export const cifar10 = defineCifarDataset({
  description:
    'Photographs of animals and vehicles, 32 x 32 and in color: 50,000 to train with, 10,000 to test. Its binary version has to be put into a data folder.',
  summary: 'photographs of ten kinds, 32x32 in color, 50,000 and 10,000',
  archive: cifar10Archive,
});
