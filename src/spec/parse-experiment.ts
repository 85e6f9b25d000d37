import { applyOverrides, checkOverrides } from './apply-overrides';
import { type Axes, checkAxes, namesSetting, readAxes } from './check-axes';
import { checkClaimSyntax } from './check-claim-syntax';
import { applyCombination, axisValues, type Combination, findAxis } from './combination';
import { type ExperimentSpec, experimentSchema } from './experiment-schema';
import { explainIssues } from './explain-issue';
import { explainDuration, locateExplanation, parseSettings } from './parse-settings';
import { type Mapping, ownValue, splitPath, valueAt } from './settings-path';
import { type SpecProblem, sortByPlace } from './spec-problem';
import type { SpecSource } from './spec-source';
import { parseYaml } from './yaml-source';

/** A spec, or everything that is wrong with it. */
export type SpecParsing =
  | { readonly ok: true; readonly spec: ExperimentSpec; readonly source: SpecSource }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

/**
 * Parses the text of a spec.
 *
 * @param overrides `path=value` as given with `--set`; values are YAML.
 */
export function parseExperiment(
  text: string,
  fileName: string,
  overrides: readonly string[] = [],
): SpecParsing {
  const yaml = parseYaml(text, fileName);
  if (!yaml.ok) return yaml;
  const overriding = applyOverrides(yaml.source, overrides);
  if (!overriding.ok) return overriding;
  const { source, overridden } = overriding;
  const { raw } = source;

  const axes = readAxes(raw);
  const first = firstCombination(axes);
  // An axis states its setting, so that the spec need not state it once more.
  const unstated = first.filter(({ axis }) => valueAt(raw, splitPath(axis)) === undefined);
  const complete = applyCombination(raw, unstated);
  const result = experimentSchema.safeParse(complete);
  const problems = [
    ...[
      ...explainIssues(experimentSchema, complete, result.error?.issues ?? []),
      ...explainDuration(complete),
    ].map((explanation) => locateExplanation(explanation, unstated, source)),
    ...checkAxes(axes, source),
    ...checkClaimSyntax(source),
    ...checkOverrides(overridden, [...Object.keys(axes.grid), ...Object.keys(axes.zip)]),
  ];
  if (result.success && problems.length === 0) return { ok: true, spec: result.data, source };
  const all = [...problems, ...checkValuesAlone(raw, axes, first, source)];
  return { ok: false, problems: sortByPlace(all) };
}

/** The first value of every axis that names a setting. */
function firstCombination(axes: Axes): Combination {
  return (['grid', 'zip'] as const).flatMap((section) =>
    Object.keys(axes[section])
      .filter(namesSetting)
      .flatMap((axis) => axisValues(axes[section], axis, section).slice(0, 1)),
  );
}

/** Axes longer than this are checked when they are expanded, where there is a limit. */
const maxValues = 1000;

/**
 * What is wrong with the values of axes by themselves. For specs that have other mistakes, so that
 * these are not found in a second round only; right specs have all their combinations checked when
 * they are expanded. Where combinations are excluded, that has to wait.
 */
function checkValuesAlone(
  raw: Mapping,
  axes: Axes,
  first: Combination,
  source: SpecSource,
): SpecProblem[] {
  if (ownValue(raw, 'exclude') !== undefined) return [];
  return first.flatMap(({ axis, section }) =>
    axisValues(axes[section], axis, section)
      .slice(0, maxValues)
      .flatMap((value) => {
        const inStep = section === 'zip' ? value.index : 0;
        const combination = first.map((other) => {
          if (other.axis === axis) return value;
          if (other.section !== 'zip') return other;
          return axisValues(axes.zip, other.axis, 'zip')[inStep] ?? other;
        });
        const parsing = parseSettings(raw, combination);
        if (parsing.ok) return [];
        return parsing.explanations
          .filter(({ path }) => findAxis(path, combination) === value)
          .map((explanation) => locateExplanation(explanation, combination, source));
      }),
  );
}
