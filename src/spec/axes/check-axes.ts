import { z } from 'zod';
import { formatStableJson } from '../../util/stable-json';
import { experimentShape, settingsSchema } from '../experiment-schema';
import { showValue } from '../mistakes/describe-value';
import { askName, nearestName } from '../mistakes/nearest-name';
import { possibleKeysAt, takesOnlyLists } from '../mistakes/schema-keys';
import { findHome } from '../mistakes/suggest-key';
import { isMapping, isPrefix, type Mapping, ownValue, splitPath } from '../settings-path';
import type { SpecProblem } from '../spec-problem';
import type { SpecSource } from '../spec-source';
import type { SpecPath } from '../yaml/yaml-source';
import { findBlockage } from './blocked-path';
import { type AxisSection, axisPath } from './combination';

const sections = ['grid', 'zip'] as const;

/** The axes of a spec by their section; parts that are no axes at all are left out. */
export interface Axes {
  readonly grid: Readonly<Record<string, readonly unknown[]>>;
  readonly zip: Readonly<Record<string, readonly unknown[]>>;
}

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

/** What is wrong with axes by themselves, and those that can be used. */
export interface AxesCheck {
  readonly problems: readonly SpecProblem[];
  readonly sound: Axes;
  /** The settings that the other axes were to vary, as far as they can be told. */
  readonly lost: readonly SpecPath[];
}

/** Checks the axes by themselves: their names, and how many values they have of which kind. */
export function checkAxes(source: SpecSource): AxesCheck {
  const axes = readAxes(source.raw);
  const problems: SpecProblem[] = [];
  const select = (section: 'grid' | 'zip') =>
    Object.fromEntries(
      Object.entries(axes[section]).filter(([axis, values]) => {
        const fatal = [
          ...checkAxisName(section, axis, source),
          ...checkAxisPath(section, axis, axes, source),
          ...checkAxisShape(section, axis, values, source),
          ...(section === 'zip' ? checkOneSection(axis, axes, source) : []),
        ];
        problems.push(...fatal, ...checkRepetition(section, axis, values, source));
        return fatal.length === 0;
      }),
    );
  const sound = { grid: select('grid'), zip: select('zip') };
  for (const section of sections) {
    const written = ownValue(source.raw, section);
    for (const axis of Object.keys(isMapping(written) ? written : {})) {
      if (!Object.hasOwn(axes[section], axis))
        problems.push(...checkAxisName(section, axis, source));
    }
  }
  problems.push(...checkZipLengths(axes, source));
  const lost = sections.flatMap((section) => {
    const written = ownValue(source.raw, section);
    return Object.keys(isMapping(written) ? written : {})
      .filter((axis) => !Object.hasOwn(sound[section], axis))
      .map((axis) => splitPath(correctAxis(splitPath(axis)) ?? axis));
  });
  return { problems, lost, sound: { ...sound, zip: cutToShortest(sound.zip) } };
}

function checkOneSection(axis: string, { grid }: Axes, source: SpecSource): SpecProblem[] {
  if (!Object.hasOwn(grid, axis)) return [];
  const message = `the axis \`${axis}\` is in both \`grid\` and \`zip\``;
  return [{ ...source.locate(['zip', axis], 'key'), message }];
}

function cutToShortest(zip: Axes['zip']): Axes['zip'] {
  const shortest = Math.min(...Object.values(zip).map((values) => values.length));
  return Object.fromEntries(
    Object.entries(zip).map(([axis, values]) => [axis, values.slice(0, shortest)]),
  );
}

/** Whether an axis names something that settings can have. */
export function namesSetting(axis: string): boolean {
  return possibleKeysAt(settingsSchema, splitPath(axis)) !== undefined;
}

/** Whether an axis that a spec states somewhere names a setting of runs. */
export function checkAxisName(
  section: AxisSection,
  axis: string,
  source: SpecSource,
): SpecProblem[] {
  if (namesSetting(axis)) return [];
  const place = source.locate(axisPath({ section, axis }), 'key');
  const path = splitPath(axis);
  const top = String(path[0]);
  if (Object.hasOwn(experimentShape, top)) {
    const message = `\`${top}\` can't be an axis: all runs of an experiment share it`;
    return [{ ...place, message, ...(top === 'seeds' ? { hint: howSeedsWork } : {}) }];
  }
  const hint = axis === 'seed' ? howSeedsWork : suggestAxis(path);
  const message = `the axis \`${axis}\` names no setting`;
  return [{ ...place, message, hint }];
}

/** Whether an axis leads through what the spec has; a wider axis may put something else there. */
export function checkAxisPath(
  section: AxisSection,
  axis: string,
  { grid, zip }: Axes,
  source: SpecSource,
): SpecProblem[] {
  const path = splitPath(axis);
  const isWithin = (other: string): boolean => other !== axis && isPrefix(splitPath(other), path);
  if ([...Object.keys(grid), ...Object.keys(zip)].some(isWithin)) return [];
  const blockage = findBlockage(source.raw, path);
  if (blockage === undefined) return [];
  const message = `the axis \`${axis}\` leads nowhere: ${blockage.message}`;
  return [{ ...source.locate(axisPath({ section, axis }), 'key'), ...blockage, message }];
}

const howSeedsWork = 'Every trial runs with every seed: say `seeds: 3` beside `grid`.';

/** What may be done about an axis that no setting has. */
function suggestAxis(path: SpecPath): string | undefined {
  const corrected = correctAxis(path);
  if (corrected !== undefined) return askName(corrected);
  const parent = knownPart(path);
  const valid = possibleKeysAt(settingsSchema, parent) ?? [];
  const below = parent.length === 0 ? '' : ` below \`${parent.join('.')}\``;
  if (valid.length > 0) return `Settings${below}: ${valid.join(', ')}.`;
  return parent.length === 0 ? undefined : `There is nothing${below}.`;
}

/** Corrects the first part of a path that no setting has. */
export function correctAxis(path: SpecPath): string | undefined {
  const parent = knownPart(path);
  const rest = path.slice(parent.length);
  const near = nearestName(String(rest[0]), possibleKeysAt(settingsSchema, parent) ?? []);
  if (near === undefined) {
    return parent.length === 0 ? findHome(String(path[0]), settingsSchema)?.join('.') : undefined;
  }
  const corrected = [...parent, near, ...rest.slice(1)].join('.');
  return namesSetting(corrected) ? corrected : [...parent, near].join('.');
}

/** The beginning of a path that settings have. */
function knownPart(path: SpecPath): SpecPath {
  const depth = path.findIndex(
    (_, index) => possibleKeysAt(settingsSchema, path.slice(0, index + 1)) === undefined,
  );
  return depth < 0 ? path : path.slice(0, depth);
}

/** Whether an axis has values at all, and lists where its setting is a list. */
function checkAxisShape(
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
  const isList = takesOnlyLists(settingsSchema, splitPath(axis));
  if (!isList || values.some((value) => typeof value === 'object')) return [];
  const place = source.locate([section, axis]);
  const message = `every value of the axis \`${axis}\` is a list itself`;
  return [{ ...place, message, hint: describeListAxis(axis, values) }];
}

/** What the two ways to put values into lists mean. */
function describeListAxis(axis: string, values: readonly unknown[]): string {
  const together = `[[${values.join(', ')}]]`;
  const apart = `[${values.map((value) => `[${value}]`).join(', ')}]`;
  if (values.length === 1) return `Write ${together}.`;
  if (axis !== 'model.hidden') {
    return `${together} is one value, ${apart} are ${values.length} values to compare.`;
  }
  return `${together} is one network of ${values.length} layers, ${apart} are ${values.length} networks of one layer.`;
}

function checkRepetition(
  section: 'grid' | 'zip',
  axis: string,
  values: readonly unknown[],
  source: SpecSource,
): SpecProblem[] {
  // Zipped axes may repeat a value: it is their pairs that make trials.
  if (section === 'zip' || !z.json().safeParse(values).success) return [];
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    const text = formatStableJson(value);
    const isNew = !seen.has(text);
    seen.add(text);
    if (isNew) return [];
    const message = `the axis \`${axis}\` has the value ${showValue(value)} twice`;
    return [{ ...source.locate([section, axis, index]), message, hint: 'Keep one of them.' }];
  });
}

function checkZipLengths({ zip }: Axes, source: SpecSource): SpecProblem[] {
  const lengths = new Set(Object.values(zip).map((values) => values.length));
  if (lengths.size <= 1) return [];
  const list = Object.entries(zip).map(([axis, values]) => `\`${axis}\` has ${values.length}`);
  const message = `zipped axes need equally many values, but ${list.join(', ')}`;
  const hint = 'They advance together: give each as many, or move one into `grid`.';
  return [{ ...source.locate(['zip'], 'key'), message, hint }];
}
