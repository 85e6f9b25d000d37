import { UserError } from '../../util/user-error';
import { shapeExamples } from '../arrays/example-shape';
import type { Split } from '../dataset';
import type { ParsedDataset } from '../files/parsed-dataset';
import { learnTargets } from '../targets/describe-targets';
import { drawSplits, listShortly, nameLackingClasses, splitId } from './assign-splits';
import { naturalOrder } from './natural-order';
import { scaleColumns } from './scale-columns';
import type { SplitFractions } from './split-settings';
import type { Table } from './table';

/** What is made of a table once all of it is known. */
export interface Arrangement {
  /** The file or files, as errors name them. */
  readonly title: string;
  readonly fractions: SplitFractions;
  /** What the columns of a row are laid out as. */
  readonly shape: readonly number[] | undefined;
  /** Whether features get the mean 0 and the standard deviation 1 of the training rows. */
  readonly standardize: boolean;
  /** The same of the numbers to predict, where the network learns them. */
  readonly standardizeTarget: boolean;
}

/** Makes a data set of a table: classes in natural order, splits, a column for each category. */
export function arrangeTable(table: Table, arrangement: Arrangement): ParsedDataset {
  const { title, fractions, shape, standardize, standardizeTarget } = arrangement;
  const { features, rows, splits } = table;
  if (rows.count === 0) throw new UserError(`${title} has no rows`, { hint: checkHint });
  if (features.length === 0) {
    throw new UserError(
      `${title} has no columns besides its ${table.targets === undefined ? 'labels' : 'targets'}`,
      { hint: checkHint },
    );
  }
  const classNames = naturalOrder(table.classes);
  const labels = table.labels.map((place) => classNames.indexOf(table.classes[place] ?? ''));
  drawSplits(labels, splits, fractions);
  const lacking = nameLackingClasses(labels, splits, classNames);
  if (lacking.train.length > 0) {
    throw new UserError(`${title}: no row of ${listShortly(lacking.train)} is left to train on`, {
      hint: 'Add rows of it to train with, or leave it out of the other splits.',
    });
  }
  const { train, validation, test } = fillSplits(table, labels);
  if (train.count === 0) {
    throw new UserError(`${title}: no row is left to train on`, {
      hint: 'Give smaller shares to the other splits.',
    });
  }
  const numeric = features.flatMap(({ categories }) =>
    categories === undefined ? [true] : categories.map(() => false),
  );
  const inputShape = shapeExamples([numeric.length], shape);
  const { constant, means, deviations } = scaleColumns(
    train,
    [validation, test],
    numeric,
    standardize,
  );
  const names = features.flatMap(({ name, categories }) => categories ?? [name]);
  return {
    inputShape,
    classNames,
    ...(table.targets && {
      targets: learnTargets(train.labels, table.targets.names, standardizeTarget),
    }),
    scale: 1,
    offset: 0,
    train,
    validation,
    test,
    features: describeFeatures(features, means, deviations),
    notes: [
      ...table.notes,
      ...lacking.others,
      ...(constant.length === 0
        ? []
        : [`always the same in training: ${listShortly(constant.map((at) => names[at] ?? at))}`]),
    ],
  };
}

/** How each column became numbers, so that rows to come are treated alike. */
function describeFeatures(
  features: Table['features'],
  means: Float64Array,
  deviations: Float64Array,
): ParsedDataset['features'] {
  let start = 0;
  return features.map(({ name, categories }) => {
    const at = start;
    start += categories?.length ?? 1;
    const fill = [...means.subarray(at, start)];
    if (categories !== undefined) return { name, categories, fill };
    const deviation = deviations[at] ?? 1;
    return { name, fill, ...(deviation !== 0 && { mean: means[at] ?? 0, deviation }) };
  });
}

const checkHint = 'Check that it is the right file, and that its delimiter is set.';

interface FilledSplit extends Split {
  readonly inputs: Float32Array;
}

/** Copies each row to its split, categories as one column each, and lets go of the table's. */
function fillSplits(
  { features, rows, splits, targets }: Table,
  classIds: Uint8Array,
): Record<'train' | 'validation' | 'test', FilledSplit> {
  const answers = targets?.names.length ?? 1;
  const labels = targets === undefined ? classIds : listTargets(targets.rows);
  const starts: number[] = [];
  let width = 0;
  for (const { categories } of features) {
    starts.push(width);
    width += categories?.length ?? 1;
  }
  const open = (name: keyof typeof splitId): FilledSplit => {
    const count = splits.reduce((sum, split) => sum + (split === splitId[name] ? 1 : 0), 0);
    const labels =
      targets === undefined ? new Uint8Array(count) : new Float32Array(count * answers);
    return { count, inputs: new Float32Array(count * width), labels };
  };
  const filled = [open('train'), open('validation'), open('test')] as const;
  const next = [0, 0, 0];
  rows.drain((row, index) => {
    const id = splits[index] as 0 | 1 | 2;
    const split = filled[id];
    const example = next[id] as number;
    next[id] = example + 1;
    const own = labels.subarray(index * answers, (index + 1) * answers);
    split.labels.set(own, example * answers);
    for (let feature = 0; feature < features.length; feature += 1) {
      const value = row[feature] as number;
      const start = example * width + (starts[feature] as number);
      const { categories } = features[feature] as Table['features'][number];
      if (categories === undefined) split.inputs[start] = value;
      else if (Number.isNaN(value)) split.inputs.fill(value, start, start + categories.length);
      else split.inputs[start + value] = 1;
    }
  });
  const [train, validation, test] = filled;
  return { train, validation, test };
}

/** All numbers to predict, `[count, targets]`. */
function listTargets(rows: Table['rows']): Float32Array {
  const all = new Float32Array(rows.count * rows.width);
  rows.drain((row, index) => all.set(row, index * rows.width));
  return all;
}
