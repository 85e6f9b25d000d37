import { locateSetting } from '../spec/combination';
import type { DatasetSpec } from '../spec/dataset-schema';
import type { EngineName, ExperimentSpec, PublishedFigure } from '../spec/experiment-schema';
import type { RankingMetric } from '../spec/metric-schema';
import type { SpecPlace, SpecProblem } from '../spec/spec-problem';
import type { SpecSource } from '../spec/spec-source';
import { formatStableJson } from '../util/stable-json';
import { UserError } from '../util/user-error';
import { checkClaims } from './check-claims';
import { checkPolicies, listRungs } from './check-policies';
import { checkPublished, warnAboutPublished } from './check-published';
import { checkSettings } from './check-settings';
import type { DatasetFacts } from './dataset-facts';
import type { Trial } from './expand-trials';
import { hashRun } from './hash-run';
import { ProblemSet } from './problem-set';
import { resolveMetric } from './resolve-metrics';
import { resolveSettings } from './resolve-settings';
import type { JsonValue, RunConfig, RunSettings } from './run-config';
import type { SettingsProblem } from './settings-problem';
import { nameTrials } from './trial-name';
import { warnAboutGoal, warnAboutHalving, warnAboutSettings } from './warn-about-settings';

/** An experiment with all its runs, resolved. Plain JSON. */
export interface ExperimentPlan {
  readonly experiment: string;
  readonly question: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly metric: RankingMetric;
  /** Axes in the order of the spec, with their values. */
  readonly axes: Readonly<Record<string, readonly JsonValue[]>>;
  readonly seeds: readonly number[];
  readonly keepCheckpoints: number;
  /** Steps at which the best trials are chosen to go on; empty without halving. */
  readonly rungs: readonly number[];
  readonly halvingFactor: number | null;
  /** What the grid is to show, as the spec has it. */
  readonly claims: readonly string[];
  /** Figures that others published of the trials. */
  readonly published: readonly PublishedFigure[];
  readonly runs: readonly RunConfig[];
}

/** A plan with what is odd about it, or everything that keeps it from being one. */
export type Planning =
  | {
      readonly ok: true;
      readonly plan: ExperimentPlan;
      /** What works, but is probably not meant. */
      readonly warnings: readonly SpecProblem[];
    }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

/** The data set that a trial uses, and what is known of it. */
export interface ChosenDataset {
  readonly dataset: DatasetSpec;
  readonly facts: DatasetFacts;
}

/** What planning needs besides the spec. */
export interface PlanOptions {
  /** Chooses among the candidates of a trial. A UserError that it throws is a problem of the spec. */
  readonly datasetOf: (settings: Trial['settings']) => ChosenDataset;
  /** Overrides the engine of the spec. */
  readonly engine?: EngineName | undefined;
}

interface ResolvedTrial {
  readonly trial: Trial;
  readonly settings: RunSettings;
  readonly facts: DatasetFacts;
}

/** Resolves every trial with every seed: trials in order, the seeds of each together. */
export function planExperiment(
  spec: ExperimentSpec,
  source: SpecSource,
  trials: readonly Trial[],
  options: PlanOptions,
): Planning {
  const seeds = Array.isArray(spec.seeds)
    ? spec.seeds
    : Array.from({ length: spec.seeds }, (_, seed) => seed);
  const problems = new ProblemSet();
  const warnings = new ProblemSet();
  const placeIn =
    (trial: Trial) =>
    (path: SettingsProblem['path']): SpecPlace =>
      path[0] === 'engine' && options.engine !== undefined
        ? { source: `--engine ${options.engine}` }
        : locateSetting(path, trial.combination, source);
  const resolved = trials.flatMap((trial): ResolvedTrial[] => {
    const chosen = chooseDataset(trial, options);
    if (chosen instanceof UserError) {
      problems.add(
        { path: ['dataset'], message: chosen.message, hint: chosen.hint },
        placeIn(trial),
      );
      return [];
    }
    const { dataset, facts } = chosen;
    const settings = resolveSettings(trial.settings, dataset, facts, options.engine);
    return [{ trial, settings, facts }];
  });
  const metric = resolveMetric(
    spec.metric,
    resolved.map(({ settings }) => settings),
  );
  for (const { trial, settings, facts } of resolved) {
    const place = placeIn(trial);
    for (const problem of checkSettings(settings, facts)) problems.add(problem, place);
    for (const problem of checkPolicies(spec, metric, settings, facts)) {
      problems.add(problem, place);
    }
    for (const problem of warnAboutSettings(settings, facts)) warnings.add(problem, place);
  }
  for (const problem of findTwins(resolved, source)) problems.addPlaced(problem);
  const names = nameTrials(trials.map(({ combination }) => combination));
  const runs = resolved.flatMap(({ trial, settings }, index) =>
    seeds.map((seed) => configureRun(spec.name, names[index] ?? '', seed, trial, settings)),
  );
  // What is said of trials can only be checked where all of them are known.
  if (resolved.length === trials.length) {
    const promised = [...checkClaims(spec, runs, source), ...checkPublished(spec, runs, source)];
    for (const problem of promised) problems.addPlaced(problem);
  }
  if (problems.size > 0) return { ok: false, problems: problems.list() };

  const longest = Math.max(...resolved.map(({ settings }) => settings.steps));
  for (const { path, ...problem } of warnAboutHalving(spec, longest)) {
    warnings.addPlaced({ ...source.locate(path), ...problem });
  }
  for (const { path, ...problem } of warnAboutGoal(metric)) {
    warnings.addPlaced({ ...source.locate(path), ...problem });
  }
  for (const problem of warnAboutPublished(spec, runs, source)) warnings.addPlaced(problem);
  return {
    ok: true,
    warnings: warnings.list(),
    plan: {
      experiment: spec.name,
      question: spec.question ?? null,
      description: spec.description ?? null,
      tags: spec.tags,
      metric,
      axes: { ...spec.grid, ...spec.zip } as ExperimentPlan['axes'],
      seeds,
      keepCheckpoints: spec.keepCheckpoints,
      rungs: listRungs(spec, longest),
      halvingFactor: spec.halving?.factor ?? null,
      claims: spec.claims,
      published: spec.published,
      runs,
    },
  };
}

function chooseDataset(trial: Trial, { datasetOf }: PlanOptions): ChosenDataset | UserError {
  try {
    return datasetOf(trial.settings);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

function configureRun(
  experiment: string,
  trialName: string,
  seed: number,
  trial: Trial,
  settings: RunSettings,
): RunConfig {
  const axisValues = trial.combination.map(({ axis, value }) => [axis, value as JsonValue]);
  return {
    experiment,
    trial: trialName,
    runId: `${trialName}-s${seed}`,
    seed,
    axisValues: Object.fromEntries(axisValues) as RunConfig['axisValues'],
    settings,
    configHash: hashRun(seed, settings),
  };
}

/** Finds trials that differ as written, but not once defaults and short forms are spelt out. */
function findTwins(resolved: readonly ResolvedTrial[], source: SpecSource): SpecProblem[] {
  const seen = new Map<string, Trial>();
  return resolved.flatMap(({ trial, settings }) => {
    const key = formatStableJson(settings);
    const twin = seen.get(key);
    seen.set(key, twin ?? trial);
    if (twin === undefined) return [];
    const index = trial.combination.findIndex(
      ({ value }, at) => formatStableJson(value) !== formatStableJson(twin.combination[at]?.value),
    );
    const [differing, other] = [trial.combination[index], twin.combination[index]];
    const place =
      differing === undefined
        ? source.locate(['grid'], 'key')
        : source.locate([differing.section, differing.axis, differing.index]);
    const values = [other, differing].map((chosen) => JSON.stringify(chosen?.value ?? null));
    return [
      {
        ...place,
        message: `${values.join(' and ')} of \`${differing?.axis}\` make the same trial`,
        hint: 'Keep one of them.',
      },
    ];
  });
}
