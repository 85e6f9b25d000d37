import { type AxisValue, axisValues, type Combination } from '../spec/combination';
import type { ExperimentSpec } from '../spec/experiment-schema';
import { isMapping } from '../spec/settings-path';
import { formatStableJson } from '../util/stable-json';

type Axes = Pick<ExperimentSpec, 'grid' | 'zip'>;

/** How many combinations a spec has before any is left out; without counting them one by one. */
export function countCombinations({ grid, zip }: Axes): number {
  const zipped = Math.max(1, ...Object.values(zip).map((values) => values.length));
  return Object.values(grid).reduce((product, values) => product * values.length, zipped);
}

/**
 * All combinations of the axes in the order of the spec, the last axis changing fastest: every value
 * of a grid axis with every other, zipped axes advancing together.
 */
export function expandGrid({ grid, zip }: Axes): Combination[] {
  const zipAxes = Object.keys(zip).map((axis) => axisValues(zip, axis, 'zip'));
  const zipLength = Math.max(0, ...zipAxes.map((values) => values.length));
  const zipped = Array.from({ length: zipLength }, (_, index) =>
    zipAxes.flatMap((values) => values[index] ?? []),
  );
  const dimensions = [
    ...Object.keys(grid).map((axis) => axisValues(grid, axis, 'grid').map((value) => [value])),
    ...(zipped.length > 0 ? [zipped] : []),
  ];
  return dimensions.reduce<AxisValue[][]>(
    (combinations, dimension) =>
      combinations.flatMap((head) => dimension.map((tail) => [...head, ...tail])),
    [[]],
  );
}

/** Whether a combination has all the values that an entry of `exclude` names. */
export function matchesExclusion(
  combination: Combination,
  exclusion: ExperimentSpec['exclude'][number],
): boolean {
  return Object.entries(exclusion).every(([axis, value]) =>
    combination.some((chosen) => chosen.axis === axis && matchesValue(chosen.value, value)),
  );
}

/**
 * Whether an axis value is the one that `exclude` names. A mapping names every value that has all of
 * its keys: `{ type: adam }` is Adam at any learning rate.
 */
export function matchesValue(value: unknown, named: unknown): boolean {
  if (!isMapping(value) || !isMapping(named)) {
    return formatStableJson(value) === formatStableJson(named);
  }
  return Object.entries(named).every(
    ([key, inner]) => Object.hasOwn(value, key) && matchesValue(value[key], inner),
  );
}
