import { type AxisValue, type Combination, findAxis } from '../../spec/axes/combination';
import { defaults } from '../../spec/defaults';
import type { ExperimentSpec, TrialSettings } from '../../spec/experiment-schema';
import { showValue } from '../../spec/mistakes/describe-value';
import type { Explanation } from '../../spec/mistakes/explain-issue';
import type { SpecDraft } from '../../spec/parse-experiment';
import { locateExplanation, parseSettings } from '../../spec/parse-settings';
import type { SpecProblem } from '../../spec/spec-problem';
import type { SpecSource } from '../../spec/spec-source';
import { checkExclusions } from '../checks/check-exclusions';
import { type Doubts, isDecided } from '../checks/doubts';
import { countTrials, expandAxesAlone, expandGrid, matchesExclusion } from './expand-grid';
import { listSeeds } from './list-seeds';
import { type Sampling, sampleCombinations } from './sample-combinations';

/** One combination with its settings checked, before anything is known of the data. */
export interface Trial {
  readonly combination: Combination;
  readonly settings: TrialSettings;
  /** Settings that are not what the author means. */
  readonly doubtful: Doubts;
}

/** The trials of a spec, and what is wrong with them. */
export interface TrialExpansion {
  /** Also those with mistakes, where something valid could be put in their place. */
  readonly trials: readonly Trial[];
  readonly problems: readonly SpecProblem[];
}

/**
 * Expands the axes of a spec and checks every combination. Of a grid beyond the limit only the
 * values of its axes are checked, each by itself.
 *
 * @param limit the most runs that are allowed.
 * @param known what was found before, which is not told twice.
 */
export function expandTrials(
  { spec, source, doubtful }: SpecDraft,
  limit: number = defaults.planLimit,
  known: readonly SpecProblem[] = [],
): TrialExpansion {
  const tooMany = checkLimit(spec, source, limit);
  const isWhole = tooMany.length === 0;
  const areAxesDecided = isDecided(['grid', 'zip'], doubtful);
  // What is to be left out must not be found wrong.
  const isDecidable =
    isDecided(['exclude'], doubtful) && (areAxesDecided || spec.exclude.length === 0);
  const sampling = sample(isWhole ? expandGrid(spec) : expandAxesAlone(spec), spec, isWhole);
  const { combinations } = sampling;
  const exclusions =
    isWhole && areAxesDecided && isDecidable ? checkExclusions(spec, combinations, source) : [];
  const trials: Trial[] = [];
  const knownKeys = new Set(
    known.flatMap((problem) => [JSON.stringify(problem), JSON.stringify(placeOf(problem))]),
  );
  const problems = new Map<string, SpecProblem>();
  const exhausted = isDecided(['sample', 'grid', 'zip'], doubtful)
    ? explainExhaustion(sampling, spec, source)
    : [];
  for (const problem of [...tooMany, ...exclusions, ...exhausted]) {
    problems.set(JSON.stringify(problem), problem);
  }
  for (const combination of isDecidable ? combinations : []) {
    if (spec.exclude.some((exclusion) => matchesExclusion(combination, exclusion))) continue;
    const parsing = parseSettings(source, combination);
    if (parsing.settings !== undefined) {
      const doubts = [...doubtful, ...parsing.doubtful];
      trials.push({ combination, settings: parsing.settings, doubtful: doubts });
    }
    for (const explanation of parsing.explanations) {
      const problem = locateExplanation(explanation, combination, source);
      // The same problem in further combinations says nothing new.
      const key = keyOf(problem, findAxis(explanation.path, combination));
      if (knownKeys.has(key) || problems.has(key)) continue;
      problems.set(key, { ...problem, ...addCircumstances(problem, explanation, combination) });
    }
  }
  return { trials, problems: [...problems.values()] };
}

/** What tells problems apart: of values that one distribution gave, one wrong one says enough. */
function keyOf(problem: SpecProblem, own: AxisValue | undefined): string {
  return JSON.stringify(own?.section === 'sample' ? placeOf(problem) : problem);
}

const placeOf = ({ source, line, column }: SpecProblem) => ({ source, line, column });

/** Draws what is to be drawn; of a grid beyond the limit one point of each combination. */
function sample(listed: readonly Combination[], spec: ExperimentSpec, isWhole: boolean): Sampling {
  if (spec.sample === undefined) return { combinations: listed, exhausted: [] };
  return sampleCombinations(listed, isWhole ? spec.sample : { ...spec.sample, count: 1 });
}

/** Says where there are fewer different points than asked for: whole numbers and choices are few. */
function explainExhaustion(
  { exhausted }: Sampling,
  spec: ExperimentSpec,
  source: SpecSource,
): SpecProblem[] {
  const [worst] = exhausted.toSorted((a, b) => a.found - b.found);
  if (worst === undefined || spec.sample === undefined) return [];
  const listed = worst.combination.map(({ axis, value }) => `\`${axis}\` is ${showValue(value)}`);
  const where = listed.length === 0 ? '' : ` where ${listed.join(' and ')}`;
  const points = worst.found === 1 ? '1 different point' : `${worst.found} different points`;
  const message = `\`sample.count\` is ${spec.sample.count}, but only ${points} can be drawn${where}`;
  const hint = `Ask for ${worst.found}, or give \`sample.axes\` more to draw from.`;
  return [{ ...source.locate(['sample', 'count']), message, hint }];
}

function checkLimit(spec: ExperimentSpec, source: SpecSource, limit: number): SpecProblem[] {
  const combinationCount = countTrials(spec);
  const runCount = combinationCount * listSeeds(spec).seeds.length;
  if (runCount <= limit) return [];
  const part =
    combinationCount > 1
      ? (['grid', 'zip'] as const).find((section) => Object.keys(spec[section]).length > 0)
      : 'seeds';
  return [
    {
      ...source.locate([part ?? 'sample'], 'key'),
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
  const list = others.map(({ axis, value }) => `\`${axis}\` is ${showValue(value)}`);
  return { message: `${message} where ${list.join(' and ')}` };
}
