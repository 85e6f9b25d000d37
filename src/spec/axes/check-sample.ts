import { showValue } from '../mistakes/describe-value';
import { askMeant } from '../mistakes/nearest-name';
import { isMapping, ownValue, valueAt } from '../settings-path';
import type { SpecProblem } from '../spec-problem';
import type { SpecSource } from '../spec-source';
import { type Axes, checkAxisName, checkAxisPath } from './check-axes';
import { axisPath } from './combination';
import { namesAxisValue } from './match-axis-value';
import { type DistributionSpec, listDistributions, sampleSchema } from './sample-schema';

/**
 * Checks what a spec says of drawn and tuned axes, besides its form: names of settings and axes,
 * conditions that can hold, and that something is left to compare.
 *
 * @param axes those of `grid` and `zip`.
 */
export function checkSample(source: SpecSource, axes: Axes): SpecProblem[] {
  const written = valueAt(source.raw, ['sample', 'axes']);
  const names = Object.keys(isMapping(written) ? written : {});
  const listed = { ...axes.grid, ...axes.zip };
  return [
    ...names.flatMap((axis) => [
      ...checkAxisName('sample', axis, source),
      ...checkAxisPath('sample', axis, axes, source),
      ...checkListedToo(axis, axes, source),
    ]),
    ...checkConditions(source, listed),
    ...checkTune(source, [...Object.keys(listed), ...names]),
    ...checkConfirm(source, names),
    ...checkRace(source),
  ];
}

function checkListedToo(axis: string, { grid }: Axes, source: SpecSource): SpecProblem[] {
  const section = Object.hasOwn(grid, axis) ? 'grid' : undefined;
  if (section === undefined) return [];
  const place = source.locate(axisPath({ section: 'sample', axis }), 'key');
  const message = `the axis \`${axis}\` is in both \`${section}\` and \`sample\``;
  return [{ ...place, message, hint: 'List its values, or draw them.' }];
}

/** Whether `when` names axes of the grid, and values that they have. */
function checkConditions(
  source: SpecSource,
  listed: Readonly<Record<string, readonly unknown[]>>,
): SpecProblem[] {
  const sample = sampleSchema.safeParse(ownValue(source.raw, 'sample'));
  if (!sample.success) return [];
  return Object.entries(sample.data.axes).flatMap(([axis, distributions]) =>
    listDistributions(distributions).flatMap(({ when }: DistributionSpec, index) =>
      Object.entries(when ?? {}).flatMap(([name, value]): SpecProblem[] => {
        const place = Array.isArray(distributions) ? [index] : [];
        const path = [...axisPath({ section: 'sample', axis }), ...place, 'when', name];
        const values = Object.hasOwn(listed, name) ? listed[name] : undefined;
        if (values === undefined) {
          const names = Object.keys(listed);
          const hint = askMeant(name, names) ?? `Axes: ${names.join(', ') || 'none'}.`;
          const message = `\`when\` names \`${name}\`, which is no axis of \`grid\` or \`zip\``;
          return [{ ...source.locate(path, 'key'), message, hint }];
        }
        if (values.some((candidate) => namesAxisValue(value, candidate))) return [];
        return [
          {
            ...source.locate(path),
            message: `the axis \`${name}\` has no value ${showValue(value)}`,
            hint: `Its values: ${values.map((candidate) => showValue(candidate)).join(', ')}.`,
          },
        ];
      }),
    ),
  );
}

/** Whether `tune` names axes, and leaves one to compare. */
function checkTune(source: SpecSource, names: readonly string[]): SpecProblem[] {
  const written = ownValue(source.raw, 'tune');
  if (!Array.isArray(written)) return [];
  return written.flatMap((axis: unknown, index): SpecProblem[] => {
    if (typeof axis !== 'string' || names.includes(axis)) return [];
    const message = `\`tune\` names \`${axis}\`, which is no axis`;
    const hint = askMeant(axis, names) ?? `Axes: ${names.join(', ') || 'none'}.`;
    return [{ ...source.locate(['tune', index]), message, hint }];
  });
}

/** Whether there is something that `confirm` would confirm. */
function checkConfirm(source: SpecSource, drawn: readonly string[]): SpecProblem[] {
  const tune = ownValue(source.raw, 'tune');
  const isTuned = Array.isArray(tune) ? tune.length > 0 : drawn.length > 0;
  if (ownValue(source.raw, 'confirm') === undefined || isTuned) return [];
  const message = '`confirm` has nothing to confirm: no axis is tuned';
  const hint =
    'Name the axes to choose from in `tune`, or draw some with `sample`. For more seeds of every trial there is `seeds`.';
  return [{ ...source.locate(['confirm'], 'key'), message, hint }];
}

/** Halving ends weak trials early, a race gives strong ones more seeds: each needs the other's runs. */
function checkRace(source: SpecSource): SpecProblem[] {
  const isRace = isMapping(ownValue(source.raw, 'seeds'));
  if (!isRace || ownValue(source.raw, 'halving') === undefined) return [];
  const message = "`seeds` can't race while `halving` ends runs early";
  return [{ ...source.locate(['seeds'], 'key'), message, hint: 'Leave one of them out.' }];
}
