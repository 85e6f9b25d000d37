import { type Mapping, ownValue, setAtPath, splitPath, valueAt } from '../settings-path';
import type { SpecPlace } from '../spec-problem';
import type { SpecSource } from '../spec-source';
import type { SpecPath } from '../yaml/yaml-source';

/** Where a spec states an axis. */
export type AxisSection = 'grid' | 'zip' | 'sample';

/** One value of one axis, with its place in the spec. */
export interface AxisValue {
  readonly axis: string;
  readonly value: unknown;
  readonly section: AxisSection;
  /** Place in the list of its values; of a drawn value, which point it is of. */
  readonly index: number;
}

/** One combination: a value of every axis, in the order of the spec. */
export type Combination = readonly AxisValue[];

/**
 * Settings as written, with the values of one combination. Shorter paths are set first, so that
 * `optimizer.learningRate` refines what the axis `optimizer` gives, whichever is written first.
 */
export function applyCombination(settings: Mapping, combination: Combination): Mapping {
  return combination
    .map(({ axis, value }) => ({ path: splitPath(axis), value }))
    .sort((a, b) => a.path.length - b.path.length)
    .reduce((current, { path, value }) => setAtPath(current, path, value), settings);
}

/** The place of a setting: in the axis that set it, if one did. */
export function locateSetting(
  path: SpecPath,
  combination: Combination,
  source: SpecSource,
  part: 'key' | 'value' = 'value',
): SpecPlace {
  const chosen = findAxis(path, combination) ?? findKind(path, combination, source);
  if (chosen === undefined) return source.locate(path, part);
  const depth = splitPath(chosen.axis).length;
  // A key that does not exist is the fault of the axis that names it, not of its values.
  if (part === 'key' && path.length <= depth) return source.locate(axisPath(chosen), 'key');
  const value = valuePath(chosen);
  const inside = chosen.section === 'sample' ? [] : path.slice(depth);
  return source.locate([...value, ...inside], part);
}

/** Where a spec states an axis: `grid.optimizer`, `sample.axes.batchSize`. */
export function axisPath({ section, axis }: Pick<AxisValue, 'section' | 'axis'>): SpecPath {
  return section === 'sample' ? ['sample', 'axes', axis] : [section, axis];
}

/** Where a spec states a value of an axis; a drawn one stands nowhere but in its distribution. */
export function valuePath(chosen: AxisValue): SpecPath {
  return chosen.section === 'sample' ? axisPath(chosen) : [...axisPath(chosen), chosen.index];
}

/** The axis `schedule.type` where `schedule.every` is missing, which other kinds do not need. */
function findKind(
  path: SpecPath,
  combination: Combination,
  { raw }: SpecSource,
): AxisValue | undefined {
  if (valueAt(raw, path) !== undefined) return undefined;
  const parent = path.slice(0, -1).join('.');
  return combination.find(({ axis }) => axis === `${parent}.type` || axis === `${parent}.name`);
}

/** The axis that set the value at a path: the most specific one on the way to it or below it. */
export function findAxis(path: SpecPath, combination: Combination): AxisValue | undefined {
  const related = combination
    .map((chosen) => ({ chosen, axisPath: splitPath(chosen.axis) }))
    .filter(({ axisPath }) => {
      const depth = Math.min(axisPath.length, path.length);
      return depth > 0 && axisPath.slice(0, depth).every((key, at) => path[at] === key);
    })
    .sort((a, b) => b.axisPath.length - a.axisPath.length);
  const above = related.find(({ axisPath }) => axisPath.length <= path.length);
  return (above ?? related[0])?.chosen;
}

/** All values of an axis, each with its place. */
export function axisValues(axes: Mapping, axis: string, section: 'grid' | 'zip'): AxisValue[] {
  const values = ownValue(axes, axis);
  if (!Array.isArray(values)) return [];
  return values.map((value: unknown, index) => ({ axis, value, section, index }));
}
