import type { Dataset, Split, SplitName } from '../dataset';
import type { DatasetFacts, FeatureFacts } from '../dataset-facts';
import { describeTargets } from '../targets/describe-targets';
import type { Targets } from '../targets/targets';

/** What a reader makes of files: a data set that does not know yet what it is called. */
export interface ParsedDataset extends Omit<Dataset, 'name' | 'checksum'> {
  /** How the columns of a table became numbers. */
  readonly features?: readonly FeatureFacts[];
  /** What of the files is not in it, and what else their owner should know; a sentence each. */
  readonly notes: readonly string[];
}

/** The names of splits, in the order that they are listed. */
export const splitNames = ['train', 'validation', 'test'] as const satisfies readonly SplitName[];

/** What planning has to know of a parsed data set. */
export function factsOf(parsed: ParsedDataset): DatasetFacts {
  const { inputShape, classNames, targets, train, validation, test, features, notes } = parsed;
  return {
    inputShape,
    classCount: classNames.length,
    classNames,
    ...(targets && {
      targets: describeTargets(train.labels, targets.names, isStandardized(targets)),
    }),
    trainCount: train.count,
    validationCount: validation.count,
    testCount: test.count,
    ...(targets === undefined && {
      classCounts: {
        train: countClassesOf(train, classNames.length),
        validation: countClassesOf(validation, classNames.length),
        test: countClassesOf(test, classNames.length),
      },
    }),
    ...(features && { features }),
    notes,
  };
}

function isStandardized({ means, deviations }: Targets): boolean {
  return means.some((mean) => mean !== 0) || deviations.some((deviation) => deviation !== 1);
}

/** How many examples each class has: `[classCount]`. */
function countClassesOf({ labels }: Split, classCount: number): number[] {
  const counts = new Array<number>(classCount).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
