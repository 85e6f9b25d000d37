import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { RunDirectory } from '../../src/records/run-directory';
import { runAblate, writeSpec } from '../launch/start-ablate';
import { oraclePython } from '../oracle-python';
import { curvesOf } from '../tensorboard/curves';

const specText = `
name: read
dataset: { name: synthetic-digits, train: 200, validation: 0, test: 100, classes: [3, 8, 9] }
model:
  type: layers
  layers:
    - { type: conv2d, filters: 4, kernelSize: 5, name: conv1 }
    - { type: maxPool2d, poolSize: 4, name: pool1 }
    - { type: flatten }
    - { type: dense, units: 16, name: fc1 }
optimizer: { type: adam, learningRate: 0.01 }
steps: 20
batchSize: 50
logEvery: 10
evaluateEvery: 10
summaries: [weights, biases, preactivations, activations, gradients]
grid: { optimizer.learningRate: [0.01] }
seeds: 1
`;

/** What `read-run.py` prints: by plugin and tag, the step and the value of every event. */
type Series<Value> = Readonly<Record<string, readonly (readonly [number, Value])[]>>;
interface ReadRun {
  readonly scopes: readonly (readonly string[])[];
  readonly scalars: Series<number>;
  readonly histograms: Series<{ count: number; min: number; max: number; ordered: boolean }>;
  readonly images: Series<{ announced: number[]; shapes: number[][]; pixels: string[] }>;
  readonly text: Series<readonly string[]>;
  readonly pr_curves: Series<readonly (readonly number[])[]>;
  readonly custom_scalars: Series<unknown>;
  readonly hparams: Series<unknown>;
}

const python = oraclePython();
const title = 'TensorFlow reads the events of a real run';
(python === undefined ? describe.skip : describe)(
  python === undefined ? `${title} (skipped: no Python with it)` : title,
  () => {
    let folder: string;
    let run: RunDirectory;
    let read: ReadRun;

    beforeAll(async () => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-read-'));
      const spec = writeSpec(folder, specText);
      const end = await runAblate(['run', spec, '--results-dir', folder, '--quiet']);
      expect(end).toMatchObject({ exitCode: 0, stderr: '' });
      run = new RunDirectory(path.join(folder, 'read', 'lr0.01-s0'));
      const script = path.join(PROJECT_ROOT, 'test', 'cli', 'read-run.py');
      // With standard error piped, TensorFlow's chatter is seen only if the script fails.
      const options = { encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 26 } as const;
      read = JSON.parse(execFileSync(python ?? '', [script, run.events], options));
    }, 180_000);

    afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

    test('scalars are what metrics.csv holds, in float32', () => {
      const curves = curvesOf(run);
      expect(Object.keys(curves)).toContain('accuracy/test');
      expect(read.scalars).toMatchObject(curves);
    });

    test('histograms count every weight and reach from the smallest to the largest', () => {
      const weights = readModel(run);
      expect(Object.keys(weights)).toHaveLength(6);
      for (const [name, values] of Object.entries(weights)) {
        const kind = name.endsWith('bias') ? 'biases' : 'weights';
        const series = read.histograms[`${kind}/${name}`] ?? [];
        expect(series.map(([step]) => step)).toEqual([10, 20]);
        // The last one is of the weights that training ended with, which the model holds.
        expect(series.at(-1)?.[1]).toEqual({
          count: values.length,
          min: values.reduce((a, b) => Math.min(a, b)),
          max: values.reduce((a, b) => Math.max(a, b)),
          ordered: true,
        });
        const gradients = read.histograms[`gradients/${name}`] ?? [];
        expect(gradients.map(([, { count }]) => count)).toEqual([values.length, values.length]);
      }
    });

    test('images decode to the pixels of the files beside them', () => {
      for (const name of ['misclassified', 'first-layer-filters', 'confusion-matrix']) {
        const file = path.join(run.findings, `${name}.png`);
        const png = PNG.sync.read(fs.readFileSync(file));
        const [[step, image] = []] = read.images[`findings/${name}`] ?? [];
        const [[height, width, channels] = []] = image?.shapes ?? [];
        expect([step, height, width]).toEqual([20, png.height, png.width]);
        expect(image?.announced).toEqual([png.height, png.width]);
        expect(image?.pixels).toEqual([hashPixels(png, channels ?? 0)]);
      }
    });

    test('text holds the settings and the environment of run.json', () => {
      const { config, environment } = JSON.parse(fs.readFileSync(run.runFile, 'utf8'));
      const [settings, surroundings] = ['run/settings', 'run/environment'].map((tag) => {
        const [[, [markdown]] = [0, ['']]] = read.text[tag] ?? [];
        return parse(/^```yaml\n(.*)```$/s.exec(markdown ?? '')?.[1] ?? '');
      });
      expect(settings).toMatchObject({ trial: 'lr0.01', seed: 0, settings: config.settings });
      expect(surroundings).toEqual(environment);
    });

    test('precision-recall curves count every test example at every threshold', () => {
      const { 'confusion-matrix.csv': matrix = '' } = readFindings(run);
      const counts = matrix
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => row.split(',').slice(1).map(Number));
      const supports = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
      expect(supports.reduce((sum, count) => sum + count, 0)).toBe(100);
      const curves = Object.values(read.pr_curves);
      expect(curves).toHaveLength(3);
      curves.forEach(([[, [tp = [], fp = [], tn = [], fn = []]] = [0, []]], label) => {
        expect(tp.length).toBeGreaterThan(100);
        tp.forEach((count, index) => {
          expect(count + (fn[index] ?? 0)).toBe(supports[label]);
          expect(count + (fp[index] ?? 0) + (tn[index] ?? 0) + (fn[index] ?? 0)).toBe(100);
        });
      });
    });

    test('the graph is one that TensorFlow can import, with a scope per layer', () => {
      expect(read.scopes).toHaveLength(1);
      const layers = ['input', 'conv1', 'pool1', 'flatten', 'fc1', 'logits', 'loss', 'train'];
      expect(read.scopes[0]).toEqual(expect.arrayContaining(layers));
    });

    test("TensorBoard's own messages give the hyperparameters, the success and the charts", () => {
      expect(read.hparams).toEqual({
        '_hparams_/experiment': [
          [
            0,
            {
              name: expect.any(String),
              hparams: ['optimizer.learningRate'],
              metrics: expect.any(Array),
            },
          ],
        ],
        '_hparams_/session_start_info': [
          [0, { group: 'lr0.01', hparams: { 'optimizer.learningRate': 0.01 } }],
        ],
        '_hparams_/session_end_info': [[0, { status: 1 }]],
      });
      const [[, charts] = []] = read.custom_scalars['custom_scalars__config__'] ?? [];
      expect(charts).toEqual([
        ['loss', ['train', 'full-train', 'validation', 'test'].map((split) => `^loss/${split}$`)],
        [
          'accuracy',
          ['train', 'full-train', 'validation', 'test'].map((split) => `^accuracy/${split}$`),
        ],
      ]);
    });
  },
);

/** The weights of the saved model by name, as its own manifest cuts them out. */
function readModel({ model }: RunDirectory): Record<string, Float32Array> {
  const { weightsManifest } = JSON.parse(fs.readFileSync(path.join(model, 'model.json'), 'utf8'));
  const bytes = fs.readFileSync(path.join(model, 'weights.bin'));
  let offset = 0;
  const cut = ({ name, shape }: { name: string; shape: number[] }): [string, Float32Array] => {
    const length = shape.reduce((product, size) => product * size, 1);
    const slice = new Uint8Array(bytes.subarray(offset, offset + length * 4));
    offset += length * 4;
    return [name, new Float32Array(slice.buffer)];
  };
  return Object.fromEntries(weightsManifest[0].weights.map(cut));
}

/** The text files of the findings by name. */
function readFindings({ findings }: RunDirectory): Record<string, string> {
  const names = fs.readdirSync(findings).filter((name) => name.endsWith('.csv'));
  return Object.fromEntries(
    names.map((name) => [name, fs.readFileSync(path.join(findings, name), 'utf8')]),
  );
}

/** Digest of the pixels, `[height, width, channels]`; pngjs always gives four channels. */
function hashPixels({ data }: PNG, channels: number): string {
  const kept = channels === 1 ? [0] : channels === 3 ? [0, 1, 2] : [0, 1, 2, 3];
  const pixels = new Uint8Array((data.length / 4) * channels);
  for (let pixel = 0; pixel * 4 < data.length; pixel++) {
    kept.forEach((channel) => {
      pixels[pixel * channels + channel] = data[pixel * 4 + channel] ?? 0;
    });
  }
  return createHash('sha256').update(pixels).digest('hex');
}
