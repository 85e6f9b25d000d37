import type { DatasetFacts } from '../datasets/dataset-facts';
import type { DatasetSpec } from '../datasets/registry';
import type { ChosenDataset, DatasetChoice } from '../datasets/search/dataset-choice';
import { locateSetting } from '../spec/axes/combination';
import type { SampleSpec } from '../spec/axes/sample-schema';
import type { ExperimentSpec, PublishedFigure } from '../spec/experiment-schema';
import type { RankingMetric } from '../spec/metric-schema';
import type { SpecDraft } from '../spec/parse-experiment';
import type { SpecPlace, SpecProblem } from '../spec/spec-problem';
import { checkClaims } from './checks/check-claims';
import {
  checkMemory,
  type Machine,
  warnAboutCheckpoints,
  warnAboutMemory,
} from './checks/check-memory';
import { checkPolicies, listRungs } from './checks/check-policies';
import { checkPublished, warnAboutPublished } from './checks/check-published';
import { checkSettings } from './checks/check-settings';
import { type Doubts, isDecided } from './checks/doubts';
import { findTwins } from './checks/find-twins';
import { ProblemSet } from './checks/problem-set';
import { warnAboutGoal, warnAboutHalving, warnAboutSettings } from './checks/warn-about-settings';
import { hashRun } from './hash-run';
import { memorySettings } from './network/run-memory';
import { resolveMetric } from './resolve-metrics';
import { resolveDoubts, resolveSettings, type SettingsOverrides } from './resolve-settings';
import type { JsonValue, RunConfig, RunSettings } from './run-config';
import type { SettingsProblem } from './settings-problem';
import type { Trial } from './trials/expand-trials';
import { nameTrials } from './trials/trial-name';

/** An experiment with all its runs, resolved. Plain JSON. */
export interface ExperimentPlan {
  readonly experiment: string;
  readonly question: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly metric: RankingMetric;
  /** Axes in the order of the spec, with their values. */
  readonly axes: Readonly<Record<string, readonly JsonValue[]>>;
  /** How axes were drawn, where some were. */
  readonly sample: SampleSpec | null;
  /** Axes that are tuned for each value of the others. */
  readonly tune: readonly string[];
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

/** What planning needs besides the spec. */
export interface PlanOptions extends SettingsOverrides {
  /** Chooses among the candidates of a trial. */
  readonly datasetOf: (settings: Trial['settings']) => DatasetChoice;
  /** What has to hold the runs; without it nothing is said of memory. */
  readonly machine?: Machine | undefined;
}

interface ResolvedTrial {
  readonly trial: Trial;
  readonly settings: RunSettings;
  readonly facts: DatasetFacts;
  readonly doubts: Doubts;
}

/** A spec with its trials. */
export interface ExpandedSpec extends SpecDraft {
  readonly trials: readonly Trial[];
}

/**
 * Resolves every trial with every seed: trials in order, the seeds of each together. Of a spec with
 * mistakes, what can be checked nevertheless is.
 */
export function planExperiment(expanded: ExpandedSpec, options: PlanOptions): Planning {
  const { spec, source, trials } = expanded;
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
  const resolved = trials.map((trial): ResolvedTrial => {
    const choice = isDecided(['dataset'], trial.doubtful)
      ? options.datasetOf(trial.settings)
      : undefined;
    if (choice !== undefined && 'facts' in choice) {
      return resolveTrial(trial, choice, trial.doubtful, options);
    }
    if (choice !== undefined) {
      problems.add({ ...choice, path: ['dataset', ...choice.path] }, placeIn(trial));
    }
    const unknown = anyDataset(trial.settings.dataset);
    return resolveTrial(trial, unknown, [...trial.doubtful, ['dataset']], options);
  });
  const metric = resolveMetric(
    spec.metric,
    resolved.map(({ settings }) => settings),
  );
  const allDoubts = [...expanded.doubtful, ...resolved.flatMap(({ doubts }) => doubts)];
  // By default the metric is one that every trial has.
  const isMetricKnown =
    spec.metric.name !== undefined || isDecided(['dataset', 'evaluate'], allDoubts);
  for (const { trial, settings, facts, doubts } of resolved) {
    const place = placeIn(trial);
    const policyDoubts = isMetricKnown ? doubts : [...doubts, ['metric']];
    for (const problem of [
      ...checkSettings(settings, facts, doubts),
      ...checkPolicies(spec, metric, settings, facts, policyDoubts),
    ]) {
      problems.add(problem, place);
    }
    for (const problem of warnAboutSettings(settings, facts)) warnings.add(problem, place);
    for (const problem of warnAboutCheckpoints(settings, facts)) warnings.add(problem, place);
    if (options.machine === undefined || !isDecided(memorySettings, doubts)) continue;
    const runCount = trials.length * seeds.length;
    for (const problem of checkMemory(settings, facts, options.machine)) {
      problems.add(problem, place);
    }
    for (const problem of warnAboutMemory(settings, facts, options.machine, runCount)) {
      warnings.add(problem, place);
    }
  }
  const sure = resolved.filter(({ doubts }) => doubts.length === 0);
  for (const problem of findTwins(sure, source)) problems.addPlaced(problem);
  const names = nameTrials(trials.map(({ combination }) => combination));
  const runs = resolved.flatMap(({ trial, settings }, index) =>
    seeds.map((seed) => configureRun(spec.name, names[index] ?? '', seed, trial, settings)),
  );
  if (runs.length > 0) {
    const promised = [
      ...checkClaims(spec, runs, source, allDoubts),
      ...checkPublished(spec, runs, source, allDoubts),
    ];
    for (const problem of promised) problems.addPlaced(problem);
  }
  if (problems.size > 0) return { ok: false, problems: problems.list() };

  const longest = resolved.reduce((most, { settings }) => Math.max(most, settings.steps), 0);
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
      axes: listAxes(spec, trials),
      sample: spec.sample ?? null,
      tune: spec.tune ?? Object.keys(spec.sample?.axes ?? {}),
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

/** All axes: listed values in the order of the spec, then drawn ones as they come. */
function listAxes(spec: ExperimentSpec, trials: readonly Trial[]): ExperimentPlan['axes'] {
  const drawn = Object.keys(spec.sample?.axes ?? {}).map((axis) => {
    const values = trials.flatMap(({ combination }) =>
      combination.flatMap((chosen) => (chosen.axis === axis ? [chosen.value] : [])),
    );
    return [axis, [...new Set(values)]] as const;
  });
  return { ...spec.grid, ...spec.zip, ...Object.fromEntries(drawn) } as ExperimentPlan['axes'];
}

function resolveTrial(
  trial: Trial,
  { dataset, facts }: ChosenDataset,
  doubts: Doubts,
  overrides: PlanOptions,
): ResolvedTrial {
  const settings = resolveSettings(trial.settings, dataset, facts, overrides);
  return { trial, settings, facts, doubts: resolveDoubts(trial.settings, doubts) };
}

/** Stands in for data that are not known; nothing that depends on them is checked. */
function anyDataset(candidates: Trial['settings']['dataset']): ChosenDataset {
  const [dataset = candidates] = Array.isArray(candidates) ? candidates : [candidates];
  const counts = { trainCount: 55_000, validationCount: 5000, testCount: 10_000 };
  return {
    dataset: dataset as DatasetSpec,
    facts: { inputShape: [28, 28, 1], classCount: 10, ...counts },
  };
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
