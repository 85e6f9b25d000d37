import type { SplitName } from './dataset';
import type { TargetFacts } from './targets/targets';

/**
 * How a column of a table became numbers: `(value - mean) / deviation`, or as it is without them; or
 * one number for each of its categories, 1 where it is that one and 0 elsewhere.
 */
export interface FeatureFacts {
  readonly name: string;
  readonly categories?: readonly string[];
  /** What stands where a cell is empty, by the training rows; one for each category. */
  readonly fill: readonly number[];
  readonly mean?: number;
  readonly deviation?: number;
}

/** What planning has to know of a data set, without its data. */
export interface DatasetFacts {
  readonly inputShape: readonly number[];
  /** 0 where labels are numbers. */
  readonly classCount: number;
  /** In the order of the ids of classes. */
  readonly classNames: readonly string[];
  /** Of labels that are numbers. */
  readonly targets?: TargetFacts;
  readonly trainCount: number;
  readonly validationCount: number;
  readonly testCount: number;
  /** How many examples of each class a split has, where files were read to know it. */
  readonly classCounts?: Readonly<Record<SplitName, readonly number[]>>;
  /** How the columns of a table became numbers, where it is one. */
  readonly features?: readonly FeatureFacts[];
  /** What the owner of the files should know of them, such as rows that were left out. */
  readonly notes?: readonly string[];
}
