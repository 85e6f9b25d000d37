import type { DatasetLookup } from '../datasets/search/dataset-chooser';
import type { OwnCodeLoader } from '../spec/own-code/own-code';
import { parseExperiment } from '../spec/parse-experiment';
import { type SpecProblem, sortByPlace } from '../spec/spec-problem';
import { isDecided } from './checks/doubts';
import {
  type ExpandedSpec,
  type Planning,
  type PlanOptions,
  planExperiment,
} from './plan-experiment';
import { expandTrials, type Trial } from './trials/expand-trials';

/** How a spec is planned. */
export interface SpecPlanning extends DraftOptions, Omit<PlanOptions, 'datasetOf'> {
  readonly data: DatasetLookup;
}

/**
 * Makes a plan of the text of a spec, with everything that is wrong with it. Data are looked for,
 * and downloaded where the lookup may, as long as the text has no mistake: with one, only what is
 * there already helps to find more.
 *
 * @param fileName named in problems.
 */
export async function planSpec(
  text: string,
  fileName: string,
  { data, ...options }: SpecPlanning,
): Promise<Planning> {
  const draft = draftPlan(text, fileName, options);
  const isSound = draft.problems.length === 0;
  for (const candidates of listCandidates(draft)) {
    await (isSound ? data.choose(candidates) : data.glance(candidates));
  }
  return finishPlan(draft, { ...options, datasetOf: ({ dataset }) => data.chosen(dataset) });
}

/** A spec up to where its data have to be known. */
export interface DraftedPlan {
  /** What was found so far. */
  readonly problems: readonly SpecProblem[];
  /** Absent where nothing of the text can be used. */
  readonly expanded?: ExpandedSpec;
}

/** How a text is read. */
export interface DraftOptions {
  /** `path=value` as given with `--set`. */
  readonly overrides?: readonly string[] | undefined;
  /** The most runs that are allowed. */
  readonly limit?: number | undefined;
  /** Loads own code that the spec names, relative to it. */
  readonly loadOwnCode?: OwnCodeLoader | undefined;
}

/** Parses a spec and expands its trials. */
export function draftPlan(
  text: string,
  fileName: string,
  { overrides, limit, loadOwnCode }: DraftOptions = {},
): DraftedPlan {
  const parsing = parseExperiment(text, fileName, overrides, loadOwnCode);
  const draft = parsing.ok ? { ...parsing, doubtful: [] } : parsing.draft;
  const problems = parsing.ok ? [] : parsing.problems;
  if (draft === undefined) return { problems };
  const expansion = expandTrials(draft, limit, problems);
  return {
    problems: sortByPlace([...problems, ...expansion.problems]),
    expanded: { ...draft, trials: expansion.trials },
  };
}

/** The data sets that the trials of a draft may use, as far as they are as their author means. */
function listCandidates({ expanded }: DraftedPlan): Trial['settings']['dataset'][] {
  return (expanded?.trials ?? [])
    .filter(({ doubtful }) => isDecided(['dataset'], doubtful))
    .map(({ settings }) => settings.dataset);
}

/** Finishes a plan once its data are known; problems of all stages come together. */
export function finishPlan({ problems, expanded }: DraftedPlan, options: PlanOptions): Planning {
  if (expanded === undefined) return { ok: false, problems };
  const planning = planExperiment(expanded, options);
  if (problems.length === 0) return planning;
  return {
    ok: false,
    problems: sortByPlace([...problems, ...(planning.ok ? [] : planning.problems)]),
  };
}
