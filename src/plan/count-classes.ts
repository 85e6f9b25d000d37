import type { DatasetSpec } from '../spec/dataset-schema';

/** Digits and kinds of clothes alike. */
const imageClasses = 10;

/** How many classes a data set has, by its spec alone. */
export function countClasses(dataset: DatasetSpec): number {
  switch (dataset.name) {
    case 'mnist':
    case 'fashion-mnist':
    case 'synthetic-digits':
      return dataset.classes?.length ?? imageClasses;
    case 'moons':
    case 'circles':
      return 2;
  }
}
