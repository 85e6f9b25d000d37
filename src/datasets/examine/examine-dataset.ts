import { countValues } from '../../util/count-values';
import type { Dataset, Split, SplitName } from '../dataset';
import { splitNames } from '../files/parsed-dataset';
import { type Duplicates, findDuplicates } from './find-duplicates';
import { measureValues, type ValueRange } from './measure-values';

/** A data set as a run sees it. Plain JSON. */
export interface DatasetExamination {
  readonly name: string;
  readonly checksum: string;
  /** Shape of one example. */
  readonly inputShape: readonly number[];
  readonly classNames: readonly string[];
  /** The numbers to predict; none where there are classes. */
  readonly targetNames: readonly string[];
  readonly splits: Readonly<Record<SplitName, SplitExamination>>;
  readonly duplicates: Duplicates;
  /** Places in an example, row-major, that have one value in all of training. */
  readonly constant: readonly number[];
  /** What is wrong or odd, a sentence each. */
  readonly problems: readonly string[];
}

/** One split. */
export interface SplitExamination {
  readonly count: number;
  /** Examples of each class: `[classCount]`. */
  readonly classCounts: readonly number[];
  /** Of input values as a network gets them; null without examples. */
  readonly values: ValueRange | null;
}

/** The largest class may have this many times the examples of the smallest without a word. */
const oddImbalance = 10;

/** Values beyond this are harder to learn from than those about 1. */
const largeValue = 100;

/** Looks at every value of a data set. */
export function examineDataset(dataset: Dataset): DatasetExamination {
  const { name, checksum, inputShape, classNames, train, validation, test } = dataset;
  const examine = (split: Split): SplitExamination => ({
    count: split.count,
    classCounts: classNames.map((_, id) => countLabel(split, id)),
    values: measureValues(split.inputs, dataset),
  });
  const splits = {
    train: examine(train),
    validation: examine(validation),
    test: examine(test),
  };
  const size = countValues(inputShape);
  const found = {
    duplicates: findDuplicates(dataset),
    constant: findConstant(train, size),
  };
  return {
    name,
    checksum,
    inputShape,
    classNames,
    targetNames: dataset.targets?.names ?? [],
    splits,
    ...found,
    problems: listProblems(classNames, splits, found, size),
  };
}

function countLabel({ labels }: Split, id: number): number {
  let count = 0;
  for (const label of labels) if (label === id) count += 1;
  return count;
}

function findConstant({ inputs, count }: Split, size: number): number[] {
  const constant: number[] = [];
  for (let place = 0; place < size && count > 1; place += 1) {
    let at = place + size;
    while (at < inputs.length && inputs[at] === inputs[place]) at += size;
    if (at >= inputs.length) constant.push(place);
  }
  return constant;
}

function listProblems(
  classNames: readonly string[],
  splits: DatasetExamination['splits'],
  { duplicates, constant }: Pick<DatasetExamination, 'duplicates' | 'constant'>,
  size: number,
): string[] {
  const problems: string[] = [];
  for (const split of splitNames) {
    const { count, classCounts } = splits[split];
    if (count === 0) {
      problems.push(`there are no ${split} examples`);
      continue;
    }
    const lacking = classNames.filter((_, id) => classCounts[id] === 0);
    if (lacking.length > 0) problems.push(`${split} has no example of ${lacking.join(', ')}`);
  }
  const { classCounts, values } = splits.train;
  const [least, most] = [Math.min(...classCounts), Math.max(...classCounts)];
  if (classNames.length > 0 && least > 0 && most >= oddImbalance * least) {
    const share = Math.round((100 * most) / splits.train.count);
    problems.push(
      `the largest class has ${most} training examples and the smallest ${least}: always saying the largest is right in ${share} %`,
    );
  }
  for (const split of ['validation', 'test'] as const) {
    const shared = duplicates.withTraining[split];
    if (shared === 0) continue;
    problems.push(`${shared} of ${splits[split].count} ${split} examples are in training too`);
  }
  if (duplicates.contradictory > 0) {
    problems.push(`${duplicates.contradictory} examples are in more than one class`);
  }
  if (values !== null && Math.max(Math.abs(values.min), Math.abs(values.max)) > largeValue) {
    problems.push(
      `values reach from ${values.min} to ${values.max}: bring them to about 1, for instance with \`standardize: true\``,
    );
  }
  if (constant.length > 0) {
    problems.push(`${constant.length} of ${size} values of an example never change in training`);
  }
  return problems;
}
