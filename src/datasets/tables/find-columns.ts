import { UserError } from '../../util/user-error';
import { UnfitSettingError } from '../unfit-setting-error';
import { listShortly } from './assign-splits';
import type { TableSettings } from './table-settings';

/** A column of a file. */
interface Column {
  readonly name: string;
  /** From 0. */
  readonly index: number;
}

/** A column to learn from. */
interface FeatureColumn extends Column {
  /** Whether its values are categories; undefined until the first one is seen. */
  isCategory: boolean | undefined;
  /** The categories by their texts, where it has such. */
  codes: Map<string, number> | undefined;
}

/** What the columns of a file are. */
export interface TableColumns {
  readonly names: readonly string[];
  /** Of the class; absent where numbers are to be predicted. */
  readonly label: Column | undefined;
  /** Of numbers to predict; none where there are classes. */
  readonly targets: readonly Column[];
  readonly split: Column | undefined;
  readonly features: readonly FeatureColumn[];
}

/**
 * Finds the columns that settings name.
 *
 * @param names of all columns; their numbers where the file names none.
 * @throws UnfitSettingError where there is no such column.
 */
export function findColumns(
  spec: TableSettings,
  names: readonly string[],
  isNamed: boolean,
  title: string,
): TableColumns {
  const twice = isNamed ? names.find((name, at) => names.indexOf(name) < at) : undefined;
  if (twice !== undefined) {
    throw new UserError(`${title}: two columns are named "${twice}"`, {
      hint: 'Rename one; where the first line is a row, set `header: false`.',
    });
  }
  const find = (setting: string, wanted: string | number): Column => {
    const index =
      typeof wanted === 'string'
        ? names.indexOf(wanted)
        : wanted < 0
          ? names.length + wanted
          : wanted - 1;
    const name = names[index];
    if (name !== undefined) return { name, index };
    throw new UnfitSettingError(
      setting,
      `${title} has no column ${wanted}`,
      isNamed
        ? `Its columns are ${listShortly(names, 12)}.`
        : `It has ${names.length} columns without names: say a number from 1 to ${names.length}, or -1 for the last.`,
    );
  };
  const label = spec.label === undefined ? undefined : find('label', spec.label);
  const targets = [spec.target ?? []].flat().map((wanted) => find('target', wanted));
  const split = typeof spec.split === 'string' ? find('split', spec.split) : undefined;
  const categories = spec.categories.map((wanted) => find('categories', wanted).index);
  const chosen = spec.features?.map((wanted) => find('features', wanted));
  const features = (chosen ?? names.map((name, index) => ({ name, index }))).filter(
    ({ index }) => ![label, split, ...targets].some((column) => column?.index === index),
  );
  if (chosen !== undefined && features.length < chosen.length) {
    throw new UnfitSettingError(
      'features',
      `names the column of the ${label === undefined ? 'target' : 'label'} or of the split`,
      'Leave it out: nothing could be learned but to copy it.',
    );
  }
  return {
    names,
    label,
    targets,
    split,
    features: features.map(({ name, index }) => ({
      name,
      index,
      isCategory: categories.includes(index) || undefined,
      codes: undefined,
    })),
  };
}
