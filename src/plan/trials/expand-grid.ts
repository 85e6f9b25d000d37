import { type AxisValue, axisValues, type Combination } from '../../spec/axes/combination';
import type { ExperimentSpec } from '../../spec/experiment-schema';
import { isMapping } from '../../spec/settings-path';
import { formatStableJson } from '../../util/stable-json';

type Axes = Pick<ExperimentSpec, 'grid' | 'zip'>;

/** How many trials a spec has before any is left out. */
export function countTrials(spec: Pick<ExperimentSpec, 'grid' | 'zip' | 'sample'>): number {
  return countCombinations(spec) * (spec.sample?.count ?? 1);
}

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

/** Axes longer than this are not looked at to the end where the grid is too large anyway. */
const maxAlone = 1000;

/** Every value of every axis, with the first one of all other axes. */
export function expandAxesAlone({ grid, zip }: Axes): Combination[] {
  const first = Object.keys(grid).flatMap((axis) => axisValues(grid, axis, 'grid').slice(0, 1));
  const cut = (axes: Axes['grid']) =>
    Object.fromEntries(Object.entries(axes).map(([axis, own]) => [axis, own.slice(0, maxAlone)]));
  const zipped = expandGrid({ grid: {}, zip: cut(zip) });
  const [firstZipped = []] = zipped;
  return [
    ...zipped.map((values) => [...first, ...values]),
    ...Object.keys(grid).flatMap((axis) =>
      axisValues(cut(grid), axis, 'grid')
        .slice(1)
        .map((value) => [
          ...first.map((other) => (other.axis === axis ? value : other)),
          ...firstZipped,
        ]),
    ),
  ];
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
