import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { activations } from '../../src/activations/registry';
import { exportModel } from '../../src/export/export-model';
import type { FormatName } from '../../src/export/formats/registry';
import { layers } from '../../src/layers/registry';
import { tf } from '../../src/tensorflow/tensorflow';
import type { Tensor } from '../../src/tensorflow/types';
import { askPython, testAgainstPython } from '../ask-python';
import { runAblate } from '../launch/start-ablate';
import { pointsSpec, sampleModels, specOf } from './sample-models';
import { type TrainedRun, writeTrainedRun } from './trained-run';

// Runtimes take their time to load.
jest.setTimeout(180_000);

/** How far an answer of another runtime may be from Ablate's. */
const tolerance = 1e-5;

/** Programs of a format's own runtime: `predict(file, inputs)` gives probabilities of raw inputs. */
const runtimes: Partial<Readonly<Record<FormatName, string>>> = {
  savedmodel: `
import os
os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import tensorflow
def predict(file, inputs):
    model = tensorflow.saved_model.load(file)
    serve = model.signatures['serving_default']
    return serve(inputs=tensorflow.constant(inputs))['probabilities'].numpy()
`,
  keras: `
import os
os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import keras
def predict(file, inputs):
    model = keras.saving.load_model(file)
    assert model.output_names == ['probabilities'], model.output_names
    return model(inputs).numpy()
`,
  onnx: `
import onnx, onnxruntime
def predict(file, inputs):
    onnx.checker.check_model(onnx.load(file), full_check=True)
    session = onnxruntime.InferenceSession(file)
    return session.run(['probabilities'], {'inputs': inputs})[0]
`,
};

const comparison = `
import numpy as np
answer = []
for case in data:
    inputs = np.fromfile(case['inputs'], '<f4').reshape([-1, *case['shape']])
    expected = np.fromfile(case['expected'], '<f4').reshape([len(inputs), -1])
    found = np.asarray(predict(case['file'], inputs))
    assert found.shape == expected.shape, (found.shape, expected.shape)
    answer.append([len(inputs), float(np.abs(found - expected).max()), float(expected.std())])
`;

describe('exported models give what Ablate gives', () => {
  let folder: string;
  const runs = new Map<string, TrainedRun>();

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-export-'));
    for (const name of Object.keys(sampleModels) as (keyof typeof sampleModels)[]) {
      runs.set(name, await writeTrainedRun(folder, specOf(name)));
    }
    runs.set('points', await writeTrainedRun(folder, pointsSpec));
  }, 120_000);
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  test('the models have every layer and every activation', () => {
    const text = Object.values(sampleModels).join('\n');
    for (const name of Object.keys(layers)) expect(text).toContain(`type: ${name}`);
    for (const name of Object.keys(activations)) expect(text).toContain(name);
  });

  test('tfjs, scaled as its metadata say', async () => {
    for (const [name, { model, dataset, probabilities }] of runs) {
      const written = exportModel(model, 'tfjs', path.join(folder, 'js', name));
      if (name === 'every-image-layer') {
        await expect(written).rejects.toThrow('an approximate gelu');
        continue;
      }
      const { file, folder: out } = await written;
      const { input } = JSON.parse(fs.readFileSync(path.join(out, 'metadata.json'), 'utf8'));
      const loaded = await tf.loadLayersModel(`file://${file}`);
      const shape = [dataset.test.count, ...dataset.inputShape];
      const found = tf.tidy(() => {
        const raw = tf.tensor(Float32Array.from(dataset.test.inputs), shape);
        const logits = loaded.predict(tf.add(tf.mul(raw, input.scale), input.offset)) as Tensor;
        return sigmoidOrSoftmax(logits).dataSync<'float32'>();
      });
      loaded.dispose();
      const errors = found.map((value, at) => Math.abs(value - (probabilities[at] ?? Number.NaN)));
      expect({ name, isEqual: Math.max(...errors) < tolerance }).toEqual({ name, isEqual: true });
    }
  });

  for (const [format, program] of Object.entries(runtimes) as [FormatName, string][]) {
    testAgainstPython(`${format}, by its own runtime`, async () => {
      const cases = [];
      for (const [name, run] of runs) {
        const out = path.join(folder, format, name);
        const runFolder = run.model.directory.path;
        const options = ['--to', format, '--out', out, '--json'];
        const { stdout, stderr } = await runAblate(['export', runFolder, ...options]);
        expect(stderr).toBe('');
        const { file }: { file: string } = JSON.parse(stdout);
        cases.push({ file, ...writeArrays(out, run) });
      }
      const answers = askPython(program + comparison, cases) as [number, number, number][];
      for (const [index, [count, error, spread]] of answers.entries()) {
        const name = [...runs.keys()][index];
        expect({ name, count, isEqual: error < tolerance }).toEqual({
          name,
          count: 1000,
          isEqual: true,
        });
        // What is always the same would be equal for nothing.
        expect(spread).toBeGreaterThan(0.01);
      }
    });
  }
});

function sigmoidOrSoftmax(logits: Tensor): Tensor {
  if (logits.shape[1] !== 1) return tf.softmax(logits);
  return tf.concat([tf.sigmoid(tf.neg(logits)), tf.sigmoid(logits)], 1);
}

function writeArrays(folder: string, { dataset, probabilities }: TrainedRun) {
  const inputs = path.join(folder, 'inputs.f32');
  const expected = path.join(folder, 'expected.f32');
  fs.writeFileSync(inputs, new Uint8Array(Float32Array.from(dataset.test.inputs).buffer));
  fs.writeFileSync(expected, new Uint8Array(probabilities.slice().buffer));
  return { inputs, expected, shape: dataset.inputShape };
}
