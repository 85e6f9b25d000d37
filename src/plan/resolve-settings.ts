import type { DatasetSpec } from '../spec/dataset-schema';
import { defaults } from '../spec/defaults';
import type { TrialSettings } from '../spec/experiment-schema';
import type { DatasetFacts } from './dataset-facts';
import type { RunSettings } from './run-config';

/** Resolves what depends on the data: epochs, the full batch, and how often things happen. */
export function resolveSettings(
  settings: TrialSettings,
  dataset: DatasetSpec,
  facts: DatasetFacts,
): RunSettings {
  const batchSize = settings.batchSize === 'full' ? facts.trainCount : settings.batchSize;
  const stepsPerEpoch = Math.ceil(facts.trainCount / batchSize);
  const steps = settings.steps ?? Math.ceil((settings.epochs ?? 0) * stepsPerEpoch);
  const resolve = (interval: number | 'epoch' | undefined, timesPerRun: number): number =>
    interval === 'epoch' ? stepsPerEpoch : (interval ?? Math.ceil(steps / timesPerRun));
  const evaluateEvery = resolve(settings.evaluateEvery, defaults.evaluationsPerRun);
  return {
    dataset,
    model: settings.model,
    loss: settings.loss,
    optimizer: settings.optimizer,
    schedule: settings.schedule,
    steps,
    batchSize,
    stepsPerEpoch,
    logEvery: resolve(settings.logEvery, defaults.logsPerRun),
    evaluateEvery,
    checkpointEvery:
      settings.checkpointEvery === undefined
        ? evaluateEvery
        : resolve(settings.checkpointEvery, defaults.evaluationsPerRun),
    summaries: settings.summaries,
    engine: settings.engine,
    // Left out where it is not used, so that runs without it keep their hash.
    ...(settings.earlyStopping === undefined ? {} : { earlyStopping: settings.earlyStopping }),
  };
}
