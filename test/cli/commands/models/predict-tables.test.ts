import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { restoreOperations, storeOperations } from '../../../../src/export/page/describe-page';
import { runNetwork } from '../../../../src/export/page/forward-pass';
import { readTrainedModel, readTrainedNetwork } from '../../../../src/export/read-trained-model';
import { ExperimentDirectory } from '../../../../src/records/experiment-directory';
import type { RunDirectory } from '../../../../src/records/run-directory';
import { readRunFile } from '../../../../src/records/run-file';
import { readStatus } from '../../../../src/records/status';
import { createRandom } from '../../../../src/util/random';
import { runAblate, writeSpec } from '../../../launch/start-ablate';

let folder: string;
let run: RunDirectory;

/** Rows with a number far from 0, a category, a class that both decide, and their split. */
const rows = Array.from({ length: 120 }, (_, index) => {
  const random = createRandom(index + 1);
  const size = 100 + 5 * random.normal();
  const color = random.uniform() < 0.5 ? 'red' : 'blue';
  const kind = size > 100 === (color === 'red') ? 'yes' : 'no';
  const split = ['train', 'train', 'train', 'validation', 'test'][index % 5] ?? 'train';
  return { size, color, kind, split };
});

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-tables-'));
  const lines = rows.map(({ size, color, kind, split }) => [size, color, kind, split].join(','));
  fs.writeFileSync(path.join(folder, 'data.csv'), ['size,color,kind,split', ...lines].join('\n'));
  const spec = writeSpec(
    folder,
    [
      'name: tables',
      'dataset: { name: csv, file: data.csv, label: kind, split: split }',
      'model: { type: mlp, hidden: [16] }',
      'optimizer: { type: adam, learningRate: 0.05 }',
      'batchSize: full',
      'steps: 60',
    ].join('\n'),
  );
  const { exitCode, stderr } = await runAblate([
    ...['run', spec, '--results-dir', folder, '--quiet'],
  ]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const [first] = new ExperimentDirectory(path.join(folder, 'tables')).listRuns();
  if (first === undefined) throw new Error('There is no run');
  run = first;
}, 120_000);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const predict = async (file: string, text: string) => {
  fs.writeFileSync(path.join(folder, file), text);
  return runAblate(['predict', run.path, file, '--json'], { cwd: folder });
};

test('rows are treated as those of training: columns by name, standardized, categories apart', async () => {
  const tested = rows.filter(({ split }) => split === 'test');
  // In another order than in training, beside a column that is no input.
  const lines = tested.map(({ size, color }, index) => [index, color, size].join(','));
  const { stdout } = await predict('new.csv', ['id,color,size', ...lines].join('\n'));
  const { predictions } = JSON.parse(stdout);
  const right = tested.filter(({ kind }, index) => predictions[index].class === kind).length;
  const status = readStatus(run.statusFile);
  if (status.state !== 'completed') throw new Error('The run did not end');
  expect(right / tested.length).toBeCloseTo(status.metrics['test/accuracy'] ?? Number.NaN, 6);
  expect(right / tested.length).toBeGreaterThan(0.8);
});

test('exported models scale numbers themselves, and take categories as zeros and ones', async () => {
  const file = readRunFile(run.runFile);
  if (file.state !== 'sound') throw new Error('The run can not be read');
  const network = readTrainedNetwork(await readTrainedModel(file.value, run));
  const operations = restoreOperations(storeOperations(network.operations));
  const { stdout } = await predict('one.csv', 'size,color\n103.5,blue\n');
  const [{ probabilities }] = JSON.parse(stdout).predictions;
  expect(network.features.map(({ name, category }) => [name, category])).toEqual([
    ['size', undefined],
    ['color', 'blue'],
    ['color', 'red'],
  ]);
  const outputs = runNetwork(operations, Float32Array.of(103.5, 1, 0));
  for (const [id, value] of outputs.entries()) expect(value).toBeCloseTo(probabilities[id], 5);
});

test('cells that training never saw are told by line and column', async () => {
  const errorOf = async (text: string): Promise<string> =>
    JSON.parse((await predict('wrong.csv', text)).stdout).errors[0].message;
  expect(await errorOf('size,color\n100,green\n')).toBe(
    'wrong.csv, line 2, column color: there is no category `green`',
  );
  expect(await errorOf('size,color\n,red\n')).toBe(
    'wrong.csv, line 2, column size: the value is missing',
  );
  expect(await errorOf('size,color\nlarge,red\n')).toBe(
    'wrong.csv, line 2, column size: `large` is no number',
  );
  expect(await errorOf('size\n100\n')).toBe(
    'wrong.csv has no column color, and 1 columns instead of 2',
  );
});
