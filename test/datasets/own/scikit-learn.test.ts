import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { locateDataset, pinDataset } from '../../../src/datasets/files/pin-dataset';
import { datasetOf, datasetSchema } from '../../../src/datasets/registry';
import { packageRoot } from '../../../src/util/process/package-version';
import { runAblate } from '../../launch/start-ablate';
import { oraclePython } from '../../oracle-python';
import { useScratchFolder } from '../../scratch-folder';

jest.setTimeout(600_000);

const scratch = useScratchFolder();
const python = oraclePython();
const names = ['iris', 'wine', 'breast-cancer', 'digits'] as const;
const seeds = 6;
const network = { hidden: [32], learningRate: 0.005, batchSize: 32, epochs: 100 };

/** The data sets that scikit-learn's package carries, by specs that name its own files. */
function specOf(name: (typeof names)[number], folder: string): string {
  const file = { iris: 'iris.csv', wine: 'wine_data.csv', digits: 'digits.csv.gz' };
  const found = path.join(folder, name === 'breast-cancer' ? 'breast_cancer.csv' : file[name]);
  return `name: ${name}
dataset:
  name: csv
  file: ${found}
  label: -1
  header: false
  skipLines: ${name === 'digits' ? 0 : 1}
  split: { validation: 0, test: 0.4 }
model: { type: mlp, hidden: [32], activation: relu, initializer: glorotUniform }
optimizer: { type: adam, learningRate: ${network.learningRate} }
epochs: ${network.epochs}
batchSize: ${network.batchSize}
seeds: ${seeds}
metric: { name: test/accuracy }
`;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const deviationOf = (values: readonly number[]): number =>
  Math.sqrt((meanOf(values.map((value) => (value - meanOf(values)) ** 2)) * seeds) / (seeds - 1));

/** Writes the splits of a data set for Python; returns how many examples there are to test with. */
async function writeSplits(name: string, specFile: string, settings: unknown): Promise<number> {
  const located = locateDataset(datasetSchema.parse(settings), path.dirname(specFile));
  const { dataset, files } = pinDataset(located);
  const cacheFolder = path.join(scratch(), 'cache');
  const where = { folders: [], cacheFolder, download: false, files };
  const data = await datasetOf(dataset).load(dataset, 0, where);
  for (const split of ['train', 'test'] as const) {
    fs.writeFileSync(path.join(scratch(), `${name}-${split}.f32`), data[split].inputs);
    fs.writeFileSync(path.join(scratch(), `${name}-${split}.u8`), data[split].labels);
  }
  return data.test.count;
}

const testIfPython = python === undefined ? test.skip : test;

testIfPython(
  `data of scikit-learn's package are learnt as well as by its own network${python === undefined ? ' (skipped: no test Python)' : ''}`,
  async () => {
    const find = 'import sklearn, os; print(os.path.dirname(sklearn.__file__))';
    const found = execFileSync(python ?? '', ['-c', find], { encoding: 'utf8' }).trim();
    const folder = path.join(found, 'datasets', 'data');
    const specs = names.map((name) => path.join(scratch(), `${name}.yaml`));
    const testCounts = new Map<string, number>();
    for (const [place, name] of names.entries()) {
      const spec = specs[place] ?? '';
      const text = specOf(name, folder);
      expect(text.trim().split('\n').length).toBeLessThanOrEqual(15);
      fs.writeFileSync(spec, text);
      testCounts.set(name, await writeSplits(name, spec, parse(text).dataset));
    }
    const results = path.join(scratch(), 'results');
    const run = await runAblate(['run', ...specs, '--results-dir', results], { cwd: scratch() });
    expect([run.exitCode, run.exitCode === 0 ? '' : run.stderr]).toEqual([0, '']);

    const task = path.join(scratch(), 'task.json');
    fs.writeFileSync(task, JSON.stringify({ ...network, folder: scratch(), seeds, names }));
    const script = path.join(packageRoot, 'test/datasets/own/compare-scikit-learn.py');
    const output = execFileSync(python ?? '', [script, task], { encoding: 'utf8' });
    const theirs: Record<string, number[]> = JSON.parse(output);
    const apart: object[] = [];
    for (const name of names) {
      const ours = Array.from({ length: seeds }, (_, seed): number => {
        const file = path.join(results, name, `base-s${seed}`, 'status.json');
        return JSON.parse(fs.readFileSync(file, 'utf8')).metrics['test/accuracy'];
      });
      const scores = theirs[name] ?? [];
      // Where all seeds agree, one example more or less is no difference.
      const spread = Math.max(
        deviationOf(scores),
        deviationOf(ours),
        1 / (testCounts.get(name) ?? 1),
      );
      const [our, their] = [meanOf(ours), meanOf(scores)];
      if (Math.abs(our - their) > spread) apart.push({ name, our, their, spread });
    }
    expect(apart).toEqual([]);
  },
);
