import { applyOverrides, checkOverrides } from './apply-overrides';
import { type Axes, checkAxes, namesSetting } from './axes/check-axes';
import { checkReservedKeys } from './axes/check-reserved-keys';
import { checkSample } from './axes/check-sample';
import { applyCombination, axisValues, type Combination } from './axes/combination';
import { exampleOf, listDistributions, sampleSchema } from './axes/sample-schema';
import { checkClaimSyntax } from './claims/check-claim-syntax';
import { type ExperimentSpec, experimentSchema } from './experiment-schema';
import type { ThoroughCheck } from './mistakes/thorough-check';
import { checkWithOwnCode } from './own-code/check-own-code';
import type { OwnCodeLoader } from './own-code/own-code';
import { explainDuration, locateExplanation } from './parse-settings';
import {
  isPrefix,
  type Mapping,
  ownValue,
  removeAtPath,
  splitPath,
  valueAt,
} from './settings-path';
import { type SpecProblem, sortByPlace } from './spec-problem';
import type { SpecSource } from './spec-source';
import { parseYaml, type SpecPath } from './yaml/yaml-source';

/** A spec, or everything that is wrong with it. */
export type SpecParsing =
  | { readonly ok: true; readonly spec: ExperimentSpec; readonly source: SpecSource }
  | {
      readonly ok: false;
      readonly problems: readonly SpecProblem[];
      /** What can be read of it all the same, for checks that come later. */
      readonly draft?: SpecDraft;
    };

/** A spec with mistakes, which were replaced by something valid. */
export interface SpecDraft {
  readonly spec: ExperimentSpec;
  /** Its `raw` has the replacements, its places are those of what was written. */
  readonly source: SpecSource;
  /** What is not as the author means it: nothing can be said of what depends on it. */
  readonly doubtful: readonly SpecPath[];
}

/**
 * Parses the text of a spec.
 *
 * @param overrides `path=value` as given with `--set`; values are YAML.
 * @param loadOwnCode without it, own code is a mistake.
 */
export function parseExperiment(
  text: string,
  fileName: string,
  overrides: readonly string[] = [],
  loadOwnCode?: OwnCodeLoader,
): SpecParsing {
  const yaml = parseYaml(text, fileName);
  if (!yaml.ok) return yaml;
  const overriding = applyOverrides(yaml.source, overrides);
  const { overridden } = overriding;
  const source = { ...overriding.source, loadOwnCode };
  const { raw } = source;

  const { sound, lost, problems: axisProblems } = checkAxes(source);
  // An axis states its setting, so that the spec need not state it once more.
  const unstated = [...firstCombination(sound), ...exampleOfSample(raw)].filter(
    ({ axis }) => valueAt(raw, splitPath(axis)) === undefined,
  );
  const complete = applyCombination(raw, unstated);
  const check = checkWithOwnCode(experimentSchema, complete, loadOwnCode);
  const durationFaults = explainDuration(complete);
  const sampleProblems = checkSample(source, sound);
  const problems = [
    ...overriding.problems,
    ...checkReservedKeys(source),
    ...[...check.explanations, ...durationFaults]
      .filter(({ path }) => !isLost(path) && !isForTrials(path))
      .map((explanation) => locateExplanation(explanation, unstated, source)),
    ...axisProblems,
    ...sampleProblems,
    ...checkClaimSyntax(source),
    ...checkOverrides(overridden, [...Object.keys(sound.grid), ...Object.keys(sound.zip)]),
  ];
  if (check.data !== undefined && problems.length === 0) {
    return { ok: true, spec: check.data, source };
  }
  const draft =
    check.data === undefined
      ? undefined
      : draftSpec(check.data, check, source, sound, lost, sampleProblems.length > 0);
  return {
    ok: false,
    problems: sortByPlace(problems),
    draft,
  };

  /** Infinity as a value of an axis: what the setting takes instead is said where trials are checked. */
  function isForTrials(path: SpecPath): boolean {
    const value = valueAt(complete, path);
    const isOfAxis = (path[0] === 'grid' || path[0] === 'zip') && path.length > 2;
    return isOfAxis && typeof value === 'number' && !Number.isFinite(value);
  }

  /** Whether a setting is only missing because its axis has a mistake. */
  function isLost(path: SpecPath): boolean {
    if (valueAt(complete, path) !== undefined) return false;
    return lost.some((axis) => isPrefix(axis, path) || isPrefix(path, axis));
  }
}

/** The first value of every axis. */
function firstCombination(axes: Axes): Combination {
  return (['grid', 'zip'] as const).flatMap((section) =>
    Object.keys(axes[section]).flatMap((axis) =>
      axisValues(axes[section], axis, section).slice(0, 1),
    ),
  );
}

/** A value of every axis that is drawn in all combinations. */
function exampleOfSample(raw: Mapping): Combination {
  const sample = sampleSchema.safeParse(ownValue(raw, 'sample'));
  return Object.entries(sample.data?.axes ?? {}).flatMap(([axis, written]) =>
    listDistributions(written)
      .filter(({ when }) => when === undefined && namesSetting(axis))
      .slice(0, 1)
      .map((distribution) => {
        const value = exampleOf(distribution);
        return { axis, value, section: 'sample' as const, index: 0 };
      }),
  );
}

function draftSpec(
  data: ExperimentSpec,
  { mended, doubtful, writtenPath }: ThoroughCheck<ExperimentSpec>,
  source: SpecSource,
  { grid, zip }: Axes,
  lost: readonly SpecPath[],
  isSampleLost: boolean,
): SpecDraft {
  const isTimed = explainDuration(mended).length === 0;
  const raw = isTimed ? mended : { ...removeAtPath(mended, ['epochs']), steps: 1 };
  const locate: SpecSource['locate'] = (path, part) => source.locate(writtenPath(path), part);
  return {
    spec: { ...data, grid, zip, ...(isSampleLost && { sample: undefined }) } as ExperimentSpec,
    source: { ...source, raw, locate },
    doubtful: [
      ...doubtful,
      ...(isTimed ? [] : [['steps'], ['epochs']]),
      // Where axes are missing, nothing can be said of what they would have given.
      ...(lost.length === 0 ? [] : [['grid'], ['zip'], ...lost]),
      ...(isSampleLost ? [['sample'], ...Object.keys(data.sample?.axes ?? {}).map(splitPath)] : []),
    ],
  };
}
