import { defaults } from '../spec/defaults';
import {
  type ExperimentSpec,
  settingsSchema,
  settingsShape,
  type TrialSettings,
} from '../spec/experiment-schema';
import { explainIssue } from '../spec/explain-issue';
import type { SpecSource } from '../spec/parse-experiment';
import { keysAt } from '../spec/schema-keys';
import { type Mapping, setAtPath, splitPath } from '../spec/settings-path';
import type { SpecProblem } from '../spec/spec-problem';
import type { SpecPath } from '../spec/yaml-source';
import { checkAxes, checkExclusions } from './check-axes';
import { type Combination, countCombinations, expandGrid, matchesExclusion } from './expand-grid';

/** One combination with its settings checked, before anything is known of the data. */
export interface Trial {
  readonly combination: Combination;
  readonly settings: TrialSettings;
}

/** The trials of a spec, or everything that is wrong with them. */
export type TrialExpansion =
  | { readonly ok: true; readonly trials: readonly Trial[] }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

/**
 * Expands the axes of a spec and checks every combination.
 *
 * @param limit the most runs that are allowed.
 */
export function expandTrials(
  spec: ExperimentSpec,
  source: SpecSource,
  limit: number = defaults.planLimit,
): TrialExpansion {
  const axisProblems = checkAxes(spec, source);
  if (axisProblems.length > 0) return { ok: false, problems: axisProblems };
  const seedCount = Array.isArray(spec.seeds) ? spec.seeds.length : spec.seeds;
  const runCount = countCombinations(spec) * seedCount;
  if (runCount > limit) {
    const message = `the grid has ${runCount} runs, more than the limit of ${limit}`;
    const hint = `If that is meant, say \`--limit ${runCount}\`.`;
    return { ok: false, problems: [{ ...source.locate(['grid'], 'key'), message, hint }] };
  }
  const combinations = expandGrid(spec);
  const exclusionProblems = checkExclusions(spec, combinations, source);
  if (exclusionProblems.length > 0) return { ok: false, problems: exclusionProblems };

  const trials: Trial[] = [];
  const problems = new Map<string, SpecProblem>();
  for (const combination of combinations) {
    if (spec.exclude.some((exclusion) => matchesExclusion(combination, exclusion))) continue;
    const raw = applyCombination(source.raw, combination);
    const result = settingsSchema.safeParse(raw);
    if (result.success) {
      trials.push({ combination, settings: result.data });
      continue;
    }
    for (const issue of result.error.issues) {
      const keys = (path: SpecPath) => keysAt(settingsSchema, path, raw);
      for (const { path, part, message, hint } of explainIssue(issue, raw, keys)) {
        const problem = {
          ...locateSetting(path, combination, source, part),
          message,
          ...(hint === undefined || hint === '' ? {} : { hint }),
        };
        problems.set(JSON.stringify(problem), problem);
      }
    }
  }
  return problems.size > 0 ? { ok: false, problems: [...problems.values()] } : { ok: true, trials };
}

/** The settings of a spec as written, with the values of one combination. */
function applyCombination(raw: Mapping, combination: Combination): Mapping {
  const settings = Object.fromEntries(Object.entries(raw).filter(([key]) => key in settingsShape));
  return combination.reduce<Mapping>(
    (current, { axis, value }) => setAtPath(current, splitPath(axis), value),
    settings,
  );
}

/** The place of a setting: in the axis that set it, if one did. */
export function locateSetting(
  path: SpecPath,
  combination: Combination,
  source: SpecSource,
  part: 'key' | 'value' = 'value',
): Pick<SpecProblem, 'source' | 'line' | 'column'> {
  for (const { axis, section, index } of combination.toReversed()) {
    const axisPath = splitPath(axis);
    const shared = axisPath.filter((key, depth) => path[depth] === key).length;
    if (shared < Math.min(axisPath.length, path.length)) continue;
    // A key that does not exist is the fault of the axis that names it, not of its values.
    if (part === 'key' && path.length <= axisPath.length) {
      return source.locate([section, axis], 'key');
    }
    return source.locate([section, axis, index, ...path.slice(axisPath.length)], part);
  }
  return source.locate(path, part);
}
