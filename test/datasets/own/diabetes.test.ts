import fs from 'node:fs';
import path from 'node:path';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { datasetOf } from '../../../src/datasets/registry';
import { DatasetChooser } from '../../../src/datasets/search/dataset-chooser';
import { answerInference } from '../../../src/inference/answer-inference';
import { executeTask } from '../../../src/launch/worker/execute-task';
import { WorkerStore } from '../../../src/launch/worker/worker-store';
import { planSpec } from '../../../src/plan/plan-spec';
import { readModelMetadata } from '../../../src/records/model-metadata';
import { RunDirectory } from '../../../src/records/run-directory';
import { askPython } from '../../ask-python';
import { sampleTask } from '../../launch/sample-task';
import { oraclePython } from '../../oracle-python';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();

const spec = `name: diabetes
dataset: { name: csv, file: diabetes.csv, target: progression }
model: { type: mlp, hidden: [16] }
loss: meanSquaredError
optimizer: { type: adam, learningRate: 0.01 }
epochs: 40
batchSize: 32
seeds: 8
metric: { name: test/rmse }
`;

const table = `
import sklearn.datasets

diabetes = sklearn.datasets.load_diabetes(scaled=False)
header = ",".join(diabetes.feature_names + ["progression"])
rows = zip(diabetes.data.tolist(), diabetes.target.tolist())
answer = "\\n".join([header] + [",".join(map(repr, row + [y])) for row, y in rows])
`;

const theirs = `
import numpy as np
from sklearn.metrics import root_mean_squared_error
from sklearn.neural_network import MLPRegressor
from sklearn.compose import TransformedTargetRegressor
from sklearn.preprocessing import StandardScaler

train, test = [np.array(part["inputs"]).reshape(-1, 10) for part in data]
answer = []
for seed in range(8):
    network = MLPRegressor(
        hidden_layer_sizes=[16], alpha=0, batch_size=32, learning_rate_init=0.01, max_iter=40,
        n_iter_no_change=1000, random_state=seed,
    )
    model = TransformedTargetRegressor(network, transformer=StandardScaler())
    model.fit(train, data[0]["labels"])
    answer.append(root_mean_squared_error(data[1]["labels"], model.predict(test)))
`;

const check = async (): Promise<void> => {
  fs.writeFileSync(path.join(scratch(), 'diabetes.csv'), String(askPython(table, null)));
  const sources = { folders: [], cacheFolder: path.join(scratch(), 'cache'), download: false };
  const data = new DatasetChooser(sources, () => undefined).startingFrom(scratch());
  const planning = await planSpec(spec, 'diabetes.yaml', { data });
  if (!planning.ok) throw new Error(JSON.stringify(planning.problems));
  const store = new WorkerStore();
  const ours: number[] = [];
  for (const run of planning.plan.runs) {
    const task = sampleTask(run, new RunDirectory(path.join(scratch(), run.runId)));
    const status = await executeTask(task, store, {
      report: () => undefined,
      shouldStop: () => false,
    });
    if (status.state !== 'completed') throw new Error(`the run ${status.state}`);
    ours.push(status.metrics['test/rmse'] ?? Number.NaN);
  }
  const [first] = planning.plan.runs;
  if (first?.data === undefined) throw new Error('nothing was recorded of the file');
  const { dataset } = first.settings;
  const { train, test } = await datasetOf(dataset).load(dataset, 0, {
    ...sources,
    files: first.data.files,
  });
  const parts = [train, test].map(({ inputs, labels }) => ({
    inputs: [...inputs],
    labels: [...labels],
  }));
  const expected = askPython(theirs, parts) as readonly number[];
  const spread = Math.max(sampleStandardDeviation(ours), sampleStandardDeviation([...expected]));
  expect(Math.abs(mean(ours) - mean([...expected]))).toBeLessThan(spread);
  // Predicting the mean errs by 77.
  expect(mean(ours)).toBeLessThan(65);
  // The saved model predicts in the units of the target, and is measured as the run was.
  const directory = new RunDirectory(path.join(scratch(), first.runId));
  const metadata = readModelMetadata(directory);
  if (metadata.state !== 'sound') throw new Error('the model says nothing of itself');
  const model = { config: first, folder: directory.model, metadata: metadata.value };
  const where = { ...sources, files: first.data.files };
  const request = { kind: 'evaluate', model, dataset, splits: ['test'], sources: where } as const;
  expect(await answerInference(request)).toMatchObject({
    evaluation: {
      splits: [{ count: test.count, metrics: { rmse: expect.closeTo(ours[0] ?? 0, 3) } }],
    },
  });
  const inputs = Float32Array.from(test.inputs);
  const predicted = await answerInference({ kind: 'predict', model, inputs });
  const values = 'predictions' in predicted ? predicted.predictions.values : [];
  const squares = Array.from(values, (value, row) => (value - (test.labels[row] ?? 0)) ** 2);
  expect(Math.sqrt(mean(squares))).toBeCloseTo(ours[0] ?? 0, 3);
  const findings = path.join(scratch(), first.runId, 'findings');
  expect(fs.readdirSync(findings).sort()).toEqual([
    'largest-errors.csv',
    'predictions.png',
    'residuals.png',
  ]);
  expect(fs.readFileSync(path.join(findings, 'largest-errors.csv'), 'utf8')).toMatch(
    /^example,target,true,predicted,error\n\d+,progression,/,
  );
};

const name =
  'diabetes is predicted as well as by MLPRegressor with the same network on the same split';
if (oraclePython() === undefined) test.skip(`${name} (needs the test Python)`, check);
else test(name, check, 120_000);
