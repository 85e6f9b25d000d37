import path from 'node:path';
import { resolveDatasetSources } from '../../src/datasets/dataset-sources';
import { DatasetChooser } from '../../src/datasets/search/dataset-chooser';
import { writePlan } from '../../src/launch/grid/write-plan';
import { planSpec } from '../../src/plan/plan-spec';
import { ExperimentDirectory } from '../../src/records/experiment-directory';

/** The spec of so many runs of one step each, without TensorFlow. */
export function formatManyRuns(count: number): string {
  return `
name: many
dataset: { name: moons, size: 60, validation: 40, testSize: 40 }
model: { type: mlp, hidden: [3] }
batchSize: full
optimizer: { type: sgd, learningRate: 0.1 }
engine: reference
steps: 1
seeds: ${count}
`;
}

/** Plans them in a results folder, as who submits a grid does, and starts nothing. */
export async function planManyRuns(results: string, count: number): Promise<ExperimentDirectory> {
  const data = new DatasetChooser(resolveDatasetSources({ download: false }), () => {});
  const planning = await planSpec(formatManyRuns(count), 'many.yaml', { data, limit: count });
  if (!planning.ok) throw new Error(JSON.stringify(planning.problems));
  const directory = new ExperimentDirectory(path.join(results, planning.plan.experiment));
  directory.prepare();
  writePlan(planning.plan, directory);
  return directory;
}
