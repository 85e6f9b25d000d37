import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { DatasetChooser } from '../../src/datasets/search/dataset-chooser';
import { executeTask } from '../../src/launch/worker/execute-task';
import { WorkerStore } from '../../src/launch/worker/worker-store';
import { planSpec } from '../../src/plan/plan-spec';
import type { RunConfig } from '../../src/plan/run-config';
import { RunDirectory } from '../../src/records/run-directory';
import { createRandom } from '../../src/util/random';
import { sampleTask } from '../launch/sample-task';
import { useScratchFolder } from '../scratch-folder';
import { specWith } from '../spec/format-problems';

const scratch = useScratchFolder();
const store = new WorkerStore();

/** Noisy images of three kinds, which their color alone tells apart: their luma is the same. */
async function writeColors(): Promise<void> {
  const random = createRandom(3);
  const colors = { red: [200, 80, 80], green: [80, 141, 80], blue: [90, 114, 232] };
  for (const [name, color] of Object.entries(colors)) {
    const folder = path.join(scratch(), 'colors', name);
    fs.mkdirSync(folder, { recursive: true });
    for (let number = 0; number < 30; number += 1) {
      const raw = Uint8Array.from({ length: 12 * 12 * 3 }, (_, at) => {
        return (color[at % 3] ?? 0) + random.integer(24);
      });
      const image = sharp(raw, { raw: { width: 12, height: 12, channels: 3 } });
      await image.png().toFile(path.join(folder, `${number}.png`));
    }
  }
}

async function planGrid(...lines: readonly string[]): Promise<readonly RunConfig[]> {
  const sources = {
    folders: [],
    cacheFolder: path.join(scratch(), 'cache'),
    download: false,
  };
  const text = specWith(
    'dataset: { name: images, folder: colors, size: 8 }',
    'augment: { flip: true, noise: 0.02 }',
    'optimizer: { type: adam, learningRate: 0.01 }',
    'steps: 60',
    'batchSize: 20',
    ...lines,
  );
  const data = new DatasetChooser(sources, () => undefined).startingFrom(scratch());
  const planning = await planSpec(text, path.join(scratch(), 'colors.yaml'), { data });
  if (!planning.ok) throw new Error(planning.problems.map(({ message }) => message).join('\n'));
  return planning.plan.runs;
}

/** Trains a run to its end, and says how it did and what was drawn. */
async function train(config: RunConfig) {
  const directory = new RunDirectory(path.join(scratch(), 'results', config.runId));
  const task = sampleTask(config, directory);
  const sources = { folders: [], cacheFolder: path.join(scratch(), 'cache') };
  const control = { report: () => undefined, shouldStop: () => false };
  const status = await executeTask({ ...task, sources }, store, control);
  const pictures = fs.readdirSync(path.join(directory.path, 'findings')).sort();
  return { status, pictures };
}

const cnn = 'model: { type: cnn, filters: [4, 8], kernelSize: 3, denseUnits: 16, dropout: 0.1 }';
const layers =
  'model: { type: layers, layers: [{ type: batchNorm }, { type: separableConv2d, filters: 6, kernelSize: 3 }, { type: globalAveragePool2d }] }';

test('a grid over color: in color the classes are told apart, in gray they are not', async () => {
  await writeColors();
  const accuracies: number[] = [];
  for (const config of await planGrid(cnn, 'grid: { dataset.color: [gray, rgb] }')) {
    const { status, pictures } = await train(config);
    expect(status).toMatchObject({ state: 'completed' });
    accuracies.push(status.state === 'completed' ? (status.metrics['test/accuracy'] ?? 0) : 0);
    expect(pictures).toContain('first-layer-filters.png');
  }
  expect(accuracies[0]).toBeLessThan(0.8);
  expect(accuracies[1]).toBeGreaterThan(0.9);
});

test.each([
  ['a CNN, eager', cnn, 'eager'],
  ['layers', layers, 'compiled'],
  ['layers, eager', layers, 'eager'],
  ['dense layers', 'model: { type: mlp, hidden: [8] }', 'compiled'],
  ['dense layers from scratch', 'model: { type: mlp, hidden: [8] }', 'reference'],
])('%s: images in color go all the way', async (_, model, engine) => {
  await writeColors();
  const [config] = await planGrid(model, `engine: ${engine}`);
  if (config === undefined) throw new Error('There is no run');
  const { status } = await train(config);
  expect(status).toMatchObject({ state: 'completed', step: 60 });
});
