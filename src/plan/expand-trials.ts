import { type Combination, findAxis } from '../spec/combination';
import { defaults } from '../spec/defaults';
import type { ExperimentSpec, TrialSettings } from '../spec/experiment-schema';
import type { Explanation } from '../spec/explain-issue';
import { locateExplanation, parseSettings } from '../spec/parse-settings';
import type { SpecProblem } from '../spec/spec-problem';
import type { SpecSource } from '../spec/spec-source';
import { checkExclusions } from './check-exclusions';
import { countCombinations, expandGrid, matchesExclusion } from './expand-grid';

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
  const tooMany = checkLimit(spec, source, limit);
  if (tooMany.length > 0) return { ok: false, problems: tooMany };
  const combinations = expandGrid(spec);
  const trials: Trial[] = [];
  const problems = new Map<string, SpecProblem>();
  for (const problem of checkExclusions(spec, combinations, source)) {
    problems.set(JSON.stringify(problem), problem);
  }
  for (const combination of combinations) {
    if (spec.exclude.some((exclusion) => matchesExclusion(combination, exclusion))) continue;
    const parsing = parseSettings(source.raw, combination);
    if (parsing.ok) {
      trials.push({ combination, settings: parsing.settings });
      continue;
    }
    for (const explanation of parsing.explanations) {
      const problem = locateExplanation(explanation, combination, source);
      // The same problem in further combinations says nothing new.
      const key = JSON.stringify(problem);
      if (problems.has(key)) continue;
      problems.set(key, { ...problem, ...addCircumstances(problem, explanation, combination) });
    }
  }
  return problems.size > 0 ? { ok: false, problems: [...problems.values()] } : { ok: true, trials };
}

function checkLimit(spec: ExperimentSpec, source: SpecSource, limit: number): SpecProblem[] {
  const combinationCount = countCombinations(spec);
  const runCount = combinationCount * (Array.isArray(spec.seeds) ? spec.seeds.length : spec.seeds);
  if (runCount <= limit) return [];
  const part =
    combinationCount > 1 ? (Object.keys(spec.grid).length > 0 ? 'grid' : 'zip') : 'seeds';
  return [
    {
      ...source.locate([part], 'key'),
      message: `there would be ${runCount} runs, more than the limit of ${limit}`,
      hint: `If that is meant, say \`--limit ${runCount}\`.`,
    },
  ];
}

/** Says which values of axes are to blame where settings that stand elsewhere do not go with them. */
function addCircumstances(
  { message }: SpecProblem,
  { path, part }: Explanation,
  combination: Combination,
): Pick<SpecProblem, 'message'> {
  const own = findAxis(path, combination);
  // A value that an axis gives is wrong by itself; only which keys there are depends on others.
  if (own !== undefined && part === 'value') return { message };
  const others = combination.filter(
    ({ axis }) => axis !== own?.axis && axis.split('.')[0] === String(path[0]),
  );
  if (others.length === 0) return { message };
  const list = others.map(({ axis, value }) => `\`${axis}\` is ${JSON.stringify(value)}`);
  return { message: `${message} where ${list.join(' and ')}` };
}
