import type { DatasetFacts } from '../../src/datasets/dataset-facts';
import type { RunSettings } from '../../src/plan/run-config';
import { type EngineName, settingsSchema } from '../../src/spec/experiment-schema';
import type { Workload } from './workloads';

/** A workload as the settings of a run that does not end by itself. */
export function workloadSettings(
  workload: Workload,
  engine: EngineName,
  threads: number,
): RunSettings {
  const { kind, layers, activation, batchSize, examples } = workload;
  const {
    dataset: _,
    precision,
    ...parsed
  } = settingsSchema.parse({
    dataset: 'moons',
    model: kind === 'cnn' ? 'cnn' : { type: 'mlp', hidden: layers.slice(1, -1), activation },
    optimizer: { type: workload.optimizer, learningRate: workload.learningRate },
    steps: 100_000_000,
    batchSize,
    summaries: [],
    engine,
    threads,
    precision: workload.precision,
  });
  const stepsPerEpoch = Math.ceil(examples / batchSize);
  // Settings of runs name a precision only where it is not the ordinary one.
  const named = precision === 'float32' ? {} : { precision };
  return { ...parsed, ...named, batchSize, stepsPerEpoch } as unknown as RunSettings;
}

/** Shape and classes of a workload's data. */
export function workloadFacts({
  kind,
  layers,
}: Workload): Pick<DatasetFacts, 'inputShape' | 'classCount'> {
  return kind === 'cnn'
    ? { inputShape: [28, 28, 1], classCount: 10 }
    : { inputShape: [layers[0] ?? 0], classCount: layers.at(-1) ?? 0 };
}
