import type { SplitName } from './dataset';

/** What planning has to know of a data set, without its data. */
export interface DatasetFacts {
  readonly inputShape: readonly number[];
  readonly classCount: number;
  /** In the order of the ids of classes. */
  readonly classNames: readonly string[];
  readonly trainCount: number;
  readonly validationCount: number;
  readonly testCount: number;
  /** How many examples of each class a split has, where files were read to know it. */
  readonly classCounts?: Readonly<Record<SplitName, readonly number[]>>;
  /** What the owner of the files should know of them, such as rows that were left out. */
  readonly notes?: readonly string[];
}
