import fs from 'node:fs';
import path from 'node:path';
import { readSavedModel } from '../../records/read-saved-model';
import { UserError } from '../../util/user-error';
import type { ExportFormat } from './export-format';

/** The model as the run saved it: logits of inputs that are scaled. */
export const layersModel: ExportFormat = {
  description: 'a layers model of TensorFlow.js, as it was saved: scaled inputs to logits',
  file: 'model.json',
  usage: {
    language: 'js',
    code: `
const model = await tf.loadLayersModel('file://model.json');
const logits = model.predict(inputs.mul(scale).add(offset));`,
  },
  async write({ directory }) {
    const { layers } = readSavedModel(directory.model);
    // Reading turns the name that it writes, gelu_new, into one that it does not know.
    if (layers.some(({ config }) => config['activation'] === 'gelu_new')) {
      throw new UserError('TensorFlow.js 4 can not read an approximate gelu that it has written', {
        hint: 'The other formats have it: savedmodel, keras, onnx, page.',
      });
    }
    const names = ['model.json', 'weights.bin'];
    return Object.fromEntries(
      names.map((name) => [name, fs.readFileSync(path.join(directory.model, name))]),
    );
  },
};
