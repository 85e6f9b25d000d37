import type { z } from 'zod';
import type { KindRegistry } from '../kinds/kind';
import { kindSchema } from '../kinds/kind-schema';
import { kindOf } from '../kinds/own-kinds';
import { cifar10 } from './cifar-10';
import { circles } from './circles';
import type { DatasetKind } from './dataset-kind';
import { fashionMnist } from './fashion-mnist';
import { friedman } from './formulas/friedman';
import { sine } from './formulas/sine';
import { images } from './images';
import { mnist } from './mnist';
import { moons } from './moons';
import { csv } from './own/csv';
import { idx } from './own/idx';
import { npy } from './own/npy';
import { npz } from './own/npz';
import { parquet } from './own/parquet';
import { syntheticDigits } from './synthetic-digits';

/** Every data set, by its name in specs. */
export const datasets = {
  mnist,
  'fashion-mnist': fashionMnist,
  'synthetic-digits': syntheticDigits,
  moons,
  circles,
  sine,
  friedman,
  'cifar-10': cifar10,
  csv,
  parquet,
  npz,
  npy,
  idx,
  images,
} as const satisfies KindRegistry<DatasetKind>;

/** One data set: a name, or a mapping with `name` and its settings. */
export const datasetSchema = kindSchema(datasets, {
  id: 'dataset',
  description: 'A data set: its name, or a mapping with its settings.',
  key: 'name',
});

/** A resolved data set. */
export type DatasetSpec = z.output<typeof datasetSchema>;

/** The name of a data set. */
export type DatasetName = DatasetSpec['name'];

/** The data set that a spec names. */
export function datasetOf({ name }: Pick<DatasetSpec, 'name'>): DatasetKind {
  return kindOf<DatasetKind>(datasets, 'dataset', name);
}

/** How many classes a data set has; undefined where only its files say it. */
export function countClasses(spec: DatasetSpec): number | undefined {
  return datasetOf(spec).classNames(spec)?.length;
}
