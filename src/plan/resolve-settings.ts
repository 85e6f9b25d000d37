import { activeAugmentation } from '../datasets/augmentation/augment-schema';
import type { DatasetFacts } from '../datasets/dataset-facts';
import type { DatasetSpec } from '../datasets/registry';
import { defaults } from '../spec/defaults';
import type { EngineName, TrialSettings } from '../spec/experiment-schema';
import { type Doubts, isDecided } from './checks/doubts';
import { choosingSplit } from './resolve-metrics';
import type { RunSettings } from './run-config';

/** What the command line sets in every run, above the spec. */
export interface SettingsOverrides {
  readonly engine?: EngineName | undefined;
  readonly threads?: number | undefined;
}

/**
 * Resolves what depends on the data: epochs, the full batch, how often things happen, and what early
 * stopping looks at.
 */
export function resolveSettings(
  settings: TrialSettings,
  dataset: DatasetSpec,
  facts: DatasetFacts,
  { engine = settings.engine, threads = settings.threads }: SettingsOverrides = {},
): RunSettings {
  const batchSize = settings.batchSize === 'full' ? facts.trainCount : settings.batchSize;
  const stepsPerEpoch = Math.ceil(facts.trainCount / batchSize);
  const steps = settings.steps ?? Math.ceil((settings.epochs ?? 0) * stepsPerEpoch);
  const resolve = (interval: number | 'epoch' | undefined, fallback: number): number =>
    interval === 'epoch' ? stepsPerEpoch : (interval ?? fallback);
  const evaluateEvery = resolve(
    settings.evaluateEvery,
    Math.ceil(steps / defaults.evaluationsPerRun),
  );
  const augment = activeAugmentation(settings.augment);
  const evaluate = settings.evaluate.filter(
    (split) => split !== 'validation' || facts.validationCount > 0,
  );
  return {
    dataset,
    model: settings.model,
    ...(settings.init !== undefined && { init: settings.init }),
    loss: settings.loss,
    optimizer: settings.optimizer,
    schedule: settings.schedule,
    steps,
    batchSize,
    stepsPerEpoch,
    logEvery: resolve(settings.logEvery, Math.ceil(steps / defaults.logsPerRun)),
    evaluateEvery,
    checkpointEvery: resolve(settings.checkpointEvery, evaluateEvery),
    evaluate,
    summaries: settings.summaries,
    engine,
    // Left out where they are not used, so that runs without them keep their hash.
    ...(augment === undefined ? {} : { augment }),
    ...(threads === defaults.threads ? {} : { threads }),
    ...(settings.precision === 'bfloat16' && { precision: settings.precision }),
    ...resolveEarlyStopping(settings, evaluate),
  };
}

function resolveEarlyStopping(
  { earlyStopping }: TrialSettings,
  evaluate: RunSettings['evaluate'],
): Pick<RunSettings, 'earlyStopping'> {
  if (earlyStopping === undefined) return {};
  const metric = `${choosingSplit([{ evaluate }])}/${defaults.earlyStoppingMetric}` as const;
  return { earlyStopping: { ...earlyStopping, metric: earlyStopping.metric ?? metric } };
}

/** What is in doubt of resolved settings, because what they are resolved from is. */
export function resolveDoubts(settings: TrialSettings, doubts: Doubts): Doubts {
  const found = [...doubts];
  const derive = (setting: string, isDerived: boolean, ...from: readonly string[]): void => {
    if (isDerived && !isDecided(from, found)) found.push([setting]);
  };
  derive('batchSize', settings.batchSize === 'full', 'dataset');
  derive('steps', settings.steps === undefined, 'epochs', 'batchSize', 'dataset');
  for (const interval of ['logEvery', 'evaluateEvery', 'checkpointEvery'] as const) {
    derive(interval, settings[interval] === 'epoch', 'batchSize', 'dataset');
    derive(interval, settings[interval] === undefined, 'steps');
  }
  return found;
}
