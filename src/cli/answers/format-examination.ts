import type { DatasetExamination } from '../../datasets/examine/examine-dataset';
import { formatTable } from '../output/format-table';
import { showPath } from '../output/show-path';

const splits = ['train', 'validation', 'test'] as const;

/** What a data set holds and what is odd about it, for people. */
export function formatExamination(
  examined: DatasetExamination & {
    readonly files: readonly string[];
    readonly notes: readonly string[];
  },
): string {
  const { name, files, inputShape, classNames, duplicates, problems, notes, checksum } = examined;
  const { targetNames } = examined;
  const answers =
    targetNames.length === 0
      ? `${classNames.length} classes`
      : `${targetNames.join(', ')} to predict`;
  const counts = [
    ...classNames.map((className, id) => [
      className,
      ...splits.map((split) => String(examined.splits[split].classCounts[id] ?? 0)),
    ]),
    ['all', ...splits.map((split) => String(examined.splits[split].count))],
    ...(['min', 'max', 'mean', 'deviation'] as const).map((measure) => [
      `values: ${measure}`,
      ...splits.map((split) => formatValue(examined.splits[split].values?.[measure])),
    ]),
  ];
  const { inTraining, withTraining, first } = duplicates;
  const places = first.map(
    ({ split, example, training }) => `${split} ${example} = training ${training}`,
  );
  const odd = [...notes, ...problems];
  return [
    `${name}: ${inputShape.join(' x ')} values each, ${answers}`,
    ...files.map((file) => `  ${showPath(file)}`),
    `  SHA-256 ${checksum}`,
    formatTable(['', ...splits], counts, [1, 2, 3]),
    `Equal examples: ${inTraining} within training, ${withTraining.validation} of validation and ${withTraining.test} of test that training has too`,
    ...(places.length === 0 ? [] : [`  ${places.join(', ')}`]),
    ...(odd.length === 0
      ? ['Nothing odd was found.']
      : odd.map((problem) => `warning: ${problem}`)),
  ].join('\n');
}

function formatValue(value: number | undefined): string {
  return value === undefined ? '-' : String(Number(value.toPrecision(4)));
}
