import { defineIdxDataset } from './idx/define-idx-dataset';
import type { IdxArchive } from './idx/idx-archive';

/**
 * Its files: 28x28 photographs of clothes (Xiao, Rasul, Vollgraf, 2017, arXiv:1708.07747).
 * Checksums of its gzip files as TensorFlow Datasets publishes them.
 */
export const fashionMnistArchive: IdxArchive = {
  name: 'fashion-mnist',
  classNames: [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
  folderNames: ['fashion-mnist', 'FashionMNIST/raw', 'FashionMNIST', 'fashion'],
  mayLieIn: (folderName) => /fashion/i.test(folderName),
  mirrors: [
    'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
  ],
  files: {
    trainImages: {
      name: 'train-images-idx3-ubyte',
      shape: [60_000, 28, 28],
      packedSha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      packedBytes: 26_421_880,
    },
    trainLabels: {
      name: 'train-labels-idx1-ubyte',
      shape: [60_000],
      packedSha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      packedBytes: 29_515,
    },
    testImages: {
      name: 't10k-images-idx3-ubyte',
      shape: [10_000, 28, 28],
      packedSha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      packedBytes: 4_422_102,
    },
    testLabels: {
      name: 't10k-labels-idx1-ubyte',
      shape: [10_000],
      packedSha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      packedBytes: 5_148,
    },
  },
};

export const fashionMnist = defineIdxDataset({
  description: 'Pictures of ten kinds of clothes, as many and as large as in mnist, and harder.',
  summary: 'photographs of clothes, 28x28, 60,000 and 10,000',
  archive: fashionMnistArchive,
});
