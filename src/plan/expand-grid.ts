import type { ExperimentSpec } from '../spec/experiment-schema';
import { formatStableJson } from '../util/stable-json';
import type { JsonValue } from './run-config';

/** One value of one axis, with its place in the spec. */
export interface AxisValue {
  readonly axis: string;
  readonly value: JsonValue;
  readonly section: 'grid' | 'zip';
  readonly index: number;
}

/** One combination: a value of every axis. */
export type Combination = readonly AxisValue[];

type Axes = ExperimentSpec['grid'];

function axisValues(axes: Axes, axis: string, section: AxisValue['section']): AxisValue[] {
  return (axes[axis] ?? []).map((value, index) => ({
    axis,
    value: value as JsonValue,
    section,
    index,
  }));
}

/** How many combinations a spec has before any is left out; without counting them one by one. */
export function countCombinations({ grid, zip }: Pick<ExperimentSpec, 'grid' | 'zip'>): number {
  const zipped = Math.max(1, ...Object.values(zip).map((values) => values.length));
  return Object.values(grid).reduce((product, values) => product * values.length, zipped);
}

/**
 * All combinations of the axes in the order of the spec, the last axis changing fastest: every value
 * of a grid axis with every other, zipped axes advancing together.
 */
export function expandGrid({ grid, zip }: Pick<ExperimentSpec, 'grid' | 'zip'>): Combination[] {
  const zipAxes = Object.keys(zip);
  const zipLength = Math.max(0, ...Object.values(zip).map((values) => values.length));
  const zipped: AxisValue[][] = Array.from({ length: zipLength }, (_, index) =>
    zipAxes.flatMap((axis) => axisValues(zip, axis, 'zip')[index] ?? []),
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
    combination.some(
      (chosen) =>
        chosen.axis === axis && formatStableJson(chosen.value) === formatStableJson(value),
    ),
  );
}
