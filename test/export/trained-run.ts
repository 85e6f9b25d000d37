import fs from 'node:fs';
import path from 'node:path';
import type { Dataset } from '../../src/datasets/dataset';
import { datasetOf } from '../../src/datasets/registry';
import { eagerEngine } from '../../src/engine/eager-engine';
import type { NamedTensors } from '../../src/engine/engine';
import { readTrainedModel, type TrainedModel } from '../../src/export/read-trained-model';
import { writeModelMetadata } from '../../src/records/model-metadata';
import { RunDirectory } from '../../src/records/run-directory';
import { writeRunFile } from '../../src/records/run-file';
import { writeStatus } from '../../src/records/status';
import { createRandom } from '../../src/util/random';
import { planText } from '../plan/plan-samples';
import { linesOf } from '../spec/format-problems';

/** A run with a model, and what Ablate makes of the test split with it. */
export interface TrainedRun {
  readonly model: TrainedModel;
  readonly dataset: Dataset;
  /** `[count, classes]` */
  readonly probabilities: Float32Array;
}

/**
 * Writes the records of a run of a spec as if it had come to its end, with weights that make every one
 * of them count: none is what it starts from, and no layer gives next to nothing.
 *
 * @param folder of the results.
 */
export async function writeTrainedRun(folder: string, spec: string): Promise<TrainedRun> {
  const planning = planText(spec);
  if (!planning.ok) throw new Error(linesOf(planning.problems).join('\n'));
  const [config] = planning.plan.runs;
  if (config === undefined) throw new Error('The spec has no runs');
  const { settings, seed } = config;
  const directory = new RunDirectory(path.join(folder, config.experiment, config.runId));
  directory.prepare();
  const sources = { folders: [], cacheFolder: folder, download: false };
  const dataset = await datasetOf(settings.dataset).load(settings.dataset, seed, sources);
  const session = eagerEngine.open({
    settings: { ...settings, engine: 'eager' },
    seed,
    dataset,
    batchIndices: () => new Int32Array(1),
    learningRate: () => 0,
  });
  try {
    session.restoreState(disturb(session.readState()));
    fs.mkdirSync(directory.model);
    await session.saveModel(directory.model);
    writeModelMetadata(directory, dataset);
    writeRunFile(directory.runFile, config, {});
    const metrics = session.evaluate('test');
    writeStatus(directory.statusFile, {
      state: 'completed',
      step: settings.steps,
      metrics: { 'test/accuracy': metrics.accuracy ?? 0, 'test/loss': metrics.loss },
      pathologies: [],
      configHash: config.configHash,
    });
    const { values } = session.predict('test');
    const model = await readTrainedModel({ config }, directory);
    return { model, dataset, probabilities: values };
  } finally {
    session.dispose();
  }
}

/** Moves every weight, by less than would change signs of variances. */
function disturb(state: NamedTensors): NamedTensors {
  const random = createRandom(7);
  return Object.fromEntries(
    Object.entries(state).map(([name, { shape, values }]) => [
      name,
      { shape, values: values.map((value) => value * 1.5 + 0.1 * random.uniform()) },
    ]),
  );
}
