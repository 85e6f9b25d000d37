import { z } from 'zod';
import { formatStableJson } from '../util/stable-json';
import { experimentShape, settingsSchema } from './experiment-schema';
import { nearestName } from './nearest-name';
import { possibleKeysAt } from './schema-keys';
import { isMapping, type Mapping, ownValue, splitPath } from './settings-path';
import type { SpecProblem } from './spec-problem';
import type { SpecSource } from './spec-source';
import { findHome } from './suggest-key';

/** The axes of a spec by their section; parts that are no axes at all are left out. */
export interface Axes {
  readonly grid: Readonly<Record<string, readonly unknown[]>>;
  readonly zip: Readonly<Record<string, readonly unknown[]>>;
}

const sections = ['grid', 'zip'] as const;

/** Reads what can be read of the axes of a spec that may be wrong elsewhere. */
export function readAxes(raw: Mapping): Axes {
  const read = (section: 'grid' | 'zip') => {
    const axes = ownValue(raw, section);
    return Object.fromEntries(
      Object.entries(isMapping(axes) ? axes : {}).filter((entry): entry is [string, unknown[]] =>
        Array.isArray(entry[1]),
      ),
    );
  };
  return { grid: read('grid'), zip: read('zip') };
}

/** Checks the axes by themselves: their names, and how many values they have. */
export function checkAxes(axes: Axes, source: SpecSource): SpecProblem[] {
  return [
    ...sections.flatMap((section) =>
      Object.entries(axes[section]).flatMap(([axis, values]) => [
        ...checkAxisName(section, axis, source),
        ...checkAxisValues(section, axis, values, source),
      ]),
    ),
    ...checkZipLengths(axes, source),
    ...Object.keys(axes.zip)
      .filter((axis) => Object.hasOwn(axes.grid, axis))
      .map((axis) => ({
        ...source.locate(['zip', axis], 'key'),
        message: `the axis \`${axis}\` is in both \`grid\` and \`zip\``,
      })),
  ];
}

/** Whether an axis names something that settings can have. */
export function namesSetting(axis: string): boolean {
  return possibleKeysAt(settingsSchema, splitPath(axis)) !== undefined;
}

function checkAxisName(section: 'grid' | 'zip', axis: string, source: SpecSource): SpecProblem[] {
  if (namesSetting(axis)) return [];
  const place = source.locate([section, axis], 'key');
  const path = splitPath(axis);
  const top = String(path[0]);
  if (Object.hasOwn(experimentShape, top)) {
    const message = `\`${top}\` can't be an axis: all runs of an experiment share it`;
    return [{ ...place, message, ...(top === 'seeds' ? { hint: howSeedsWork } : {}) }];
  }
  const hint = axis === 'seed' ? howSeedsWork : suggestAxis(path);
  const message = `the axis \`${axis}\` names no setting`;
  return [{ ...place, message, ...(hint === undefined ? {} : { hint }) }];
}

const howSeedsWork = 'Every trial runs with every seed: say `seeds: 3` beside `grid`.';

/** Corrects the first part of a path that no setting has. */
function suggestAxis(path: readonly (string | number)[]): string | undefined {
  const depth = path.findIndex(
    (_, index) => possibleKeysAt(settingsSchema, path.slice(0, index + 1)) === undefined,
  );
  const parent = path.slice(0, depth);
  const valid = possibleKeysAt(settingsSchema, parent) ?? [];
  const near = nearestName(String(path[depth]), valid);
  const below = parent.length === 0 ? '' : ` below \`${parent.join('.')}\``;
  if (valid.length === 0) return parent.length === 0 ? undefined : `There is nothing${below}.`;
  const home = parent.length === 0 ? findHome(String(path[0]), settingsSchema) : undefined;
  if (near === undefined && home !== undefined) return `Did you mean \`${home.join('.')}\`?`;
  if (near === undefined) return `Settings${below}: ${valid.join(', ')}.`;
  const corrected = [...parent, near, ...path.slice(depth + 1)].join('.');
  return namesSetting(corrected)
    ? `Did you mean \`${corrected}\`?`
    : `Did you mean \`${[...parent, near].join('.')}\`?`;
}

function checkAxisValues(
  section: 'grid' | 'zip',
  axis: string,
  values: readonly unknown[],
  source: SpecSource,
): SpecProblem[] {
  if (values.length === 0) {
    const place = source.locate([section, axis], 'key');
    const message = `the axis \`${axis}\` has no values`;
    return [{ ...place, message, hint: 'Give it some, or leave it out.' }];
  }
  // Zipped axes may repeat a value: it is their pairs that make trials.
  if (section === 'zip' || !z.json().safeParse(values).success) return [];
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    const text = formatStableJson(value);
    const isNew = !seen.has(text);
    seen.add(text);
    if (isNew) return [];
    const message = `the axis \`${axis}\` has the value ${JSON.stringify(value)} twice`;
    return [{ ...source.locate([section, axis, index]), message }];
  });
}

function checkZipLengths({ zip }: Axes, source: SpecSource): SpecProblem[] {
  const lengths = new Set(Object.values(zip).map((values) => values.length));
  if (lengths.size <= 1) return [];
  const list = Object.entries(zip).map(([axis, values]) => `\`${axis}\` has ${values.length}`);
  const message = `zipped axes need equally many values, but ${list.join(', ')}`;
  return [{ ...source.locate(['zip'], 'key'), message }];
}
