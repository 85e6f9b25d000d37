import { createHash } from 'node:crypto';
import type { DatasetSpec } from '../spec/dataset-schema';
import type { EngineName, ExperimentSpec } from '../spec/experiment-schema';
import type { SpecSource } from '../spec/parse-experiment';
import type { SpecProblem } from '../spec/spec-problem';
import { formatStableJson } from '../util/stable-json';
import { checkSettings } from './check-settings';
import type { DatasetFacts } from './dataset-facts';
import { locateSetting, type Trial } from './expand-trials';
import { resolveSettings } from './resolve-settings';
import type { JsonValue, RunConfig, RunSettings } from './run-config';
import { nameTrial } from './trial-name';

/** An experiment with all its runs, resolved. Plain JSON. */
export interface ExperimentPlan {
  readonly experiment: string;
  readonly question: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly metric: ExperimentSpec['metric'];
  /** Axes in the order of the spec, with their values. */
  readonly axes: Readonly<Record<string, readonly JsonValue[]>>;
  readonly seeds: readonly number[];
  readonly keepCheckpoints: number;
  /** Steps at which the best trials are chosen to go on; empty without halving. */
  readonly rungs: readonly number[];
  readonly halvingFactor: number | null;
  readonly runs: readonly RunConfig[];
}

/** A plan, or everything that keeps it from being one. */
export type Planning =
  | { readonly ok: true; readonly plan: ExperimentPlan }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

/** The data set that a trial uses, and what is known of it. */
export interface ChosenDataset {
  readonly dataset: DatasetSpec;
  readonly facts: DatasetFacts;
}

/** What planning needs besides the spec. */
export interface PlanOptions {
  /** Chooses among the candidates of a trial. */
  readonly datasetOf: (settings: Trial['settings']) => ChosenDataset;
  /** Overrides the engine of the spec. */
  readonly engine?: EngineName | undefined;
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
  const problems = new Map<string, SpecProblem>();
  const report = (problem: SpecProblem): void => {
    problems.set(JSON.stringify(problem), problem);
  };
  const repeatedSeed = seeds.findIndex((seed, index) => seeds.indexOf(seed) !== index);
  if (repeatedSeed >= 0) {
    report({ ...source.locate(['seeds', repeatedSeed]), message: 'the seed is there twice' });
  }

  const resolved = trials.map((trial) => {
    const { dataset, facts } = options.datasetOf(trial.settings);
    const settings = {
      ...resolveSettings(trial.settings, dataset, facts),
      ...(options.engine === undefined ? {} : { engine: options.engine }),
    };
    for (const { path, message, hint } of [
      ...checkSettings(settings, facts),
      ...checkMetric(spec, facts),
      ...checkHalving(spec, settings),
    ]) {
      const place = locateSetting(path, trial.combination, source);
      report({ ...place, message, ...(hint === undefined ? {} : { hint }) });
    }
    return { trial, settings };
  });

  const names = nameTrials(trials);
  const byHash = new Map<string, string>();
  const runs = resolved.flatMap(({ trial, settings }, index) => {
    const name = names[index] ?? '';
    const twin = byHash.get(hashOf(0, settings));
    if (twin !== undefined) {
      const message = `the trials "${twin}" and "${name}" have the same settings`;
      report({ ...source.locate(['grid'], 'key'), message });
    }
    byHash.set(hashOf(0, settings), name);
    return seeds.map((seed) => configureRun(spec.name, name, seed, trial, settings));
  });
  if (problems.size > 0) return { ok: false, problems: [...problems.values()] };
  return {
    ok: true,
    plan: {
      experiment: spec.name,
      question: spec.question ?? null,
      description: spec.description ?? null,
      tags: spec.tags,
      metric: spec.metric,
      axes: { ...spec.grid, ...spec.zip } as ExperimentPlan['axes'],
      seeds,
      keepCheckpoints: spec.keepCheckpoints,
      rungs: listRungs(spec, Math.max(...runs.map(({ settings }) => settings.steps))),
      halvingFactor: spec.halving?.factor ?? null,
      runs,
    },
  };
}

/** The steps of the rungs, below the length of the longest run. */
function listRungs({ halving }: ExperimentSpec, steps: number): number[] {
  const rungs: number[] = [];
  if (halving === undefined) return rungs;
  for (let rung = halving.firstRung; rung < steps; rung *= halving.factor) rungs.push(rung);
  return rungs;
}

function configureRun(
  experiment: string,
  trialName: string,
  seed: number,
  trial: Trial,
  settings: RunSettings,
): RunConfig {
  return {
    experiment,
    trial: trialName,
    runId: `${trialName}-s${seed}`,
    seed,
    axisValues: Object.fromEntries(trial.combination.map(({ axis, value }) => [axis, value])),
    settings,
    configHash: hashOf(seed, settings),
  };
}

/** SHA-256 of what decides the numbers of a run; the order of keys does not matter. */
function hashOf(seed: number, settings: RunSettings): string {
  return createHash('sha256').update(formatStableJson({ seed, settings })).digest('hex');
}

/** Names of the trials; those that would share one get a digest of their values. */
function nameTrials(trials: readonly Trial[]): string[] {
  const names = trials.map(({ combination }) => nameTrial(combination));
  // Some file systems do not tell upper from lower case.
  const lower = names.map((name) => name.toLowerCase());
  return names.map((name, index) => {
    if (lower.filter((other) => other === lower[index]).length === 1) return name;
    const values = formatStableJson(trials[index]?.combination.map(({ value }) => value));
    return `${name}-${createHash('sha256').update(values).digest('hex').slice(0, 6)}`;
  });
}

/** Trials are compared by an evaluation, so there has to be one at every rung. */
function checkHalving({ halving }: ExperimentSpec, { evaluateEvery }: RunSettings) {
  if (halving === undefined || halving.firstRung % evaluateEvery === 0) return [];
  const message = `\`halving.firstRung\` is ${halving.firstRung}, which is no multiple of \`evaluateEvery\` (${evaluateEvery})`;
  return [{ path: ['halving', 'firstRung'], message, hint: 'Trials are compared at evaluations.' }];
}

function checkMetric({ metric, earlyStopping }: ExperimentSpec, { validationCount }: DatasetFacts) {
  if (validationCount > 0) return [];
  const used = [
    { path: ['metric', 'name'], name: metric.name },
    { path: ['earlyStopping', 'metric'], name: earlyStopping?.metric ?? '' },
  ];
  return used
    .filter(({ name }) => name.startsWith('validation/'))
    .map(({ path, name }) => ({
      path,
      message: `the metric is ${name}, but the data has no validation split`,
      hint: 'Use a test metric.',
    }));
}
