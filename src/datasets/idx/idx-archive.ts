import { idxLength } from './parse-idx';

/** What one file of an archive holds. */
export type IdxRole = 'trainImages' | 'trainLabels' | 'testImages' | 'testLabels';

/** The roles, in the order that files are looked for and downloaded: the smallest first. */
export const idxRoles = ['testLabels', 'trainLabels', 'testImages', 'trainImages'] as const;

/** One file of an archive, as it is published. */
export interface IdxFile {
  /** Published name without `.gz`. */
  readonly name: string;
  /** `[count, height, width]` for images, `[count]` for labels. */
  readonly shape: readonly number[];
  /** SHA-256 of the unpacked file. */
  readonly sha256?: string;
  /** SHA-256 of the published gzip file: checked where that of the unpacked one is not known. */
  readonly packedSha256?: string;
  /** Length of the published gzip file. */
  readonly packedBytes: number;
}

/**
 * How many bytes a file may have at most, packed or not, to be worth a look: gzip makes nothing
 * longer than this.
 */
export function longestFile(file: IdxFile): number {
  return Math.ceil(1.01 * idxLength(file.shape)) + 4096;
}

/** A data set published as four IDX files: images and labels, for training and for testing. */
export interface IdxArchive {
  readonly name: 'mnist' | 'fashion-mnist';
  readonly classNames: readonly string[];
  readonly files: Readonly<Record<IdxRole, IdxFile>>;
  /** Folders below a data folder that may hold the files; the first is the one to recommend. */
  readonly folderNames: readonly string[];
  /** Addresses of folders to download from, each ending in `/`. */
  readonly mirrors: readonly string[];
}

/** MNIST: 28x28 handwritten digits (LeCun, Cortes, Burges, 1998). */
export const mnist: IdxArchive = {
  name: 'mnist',
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  folderNames: ['mnist', 'MNIST/raw', 'MNIST'],
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

/**
 * Fashion-MNIST: 28x28 photographs of clothes (Xiao, Rasul, Vollgraf, 2017, arXiv:1708.07747).
 * Checksums of its gzip files as TensorFlow Datasets publishes them.
 */
export const fashionMnist: IdxArchive = {
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
