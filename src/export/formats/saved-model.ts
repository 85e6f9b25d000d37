import { readTrainedNetwork } from '../read-trained-model';
import type { ExportFormat } from './export-format';

/** TensorFlow's messages are loaded where they are needed. */
const building = (): typeof import('../saved-model/build-saved-model') =>
  require('../saved-model/build-saved-model');

/** A graph that TensorFlow serves, in Python and elsewhere. */
export const savedModel: ExportFormat = {
  description: 'a SavedModel of TensorFlow, with the signature serving_default',
  file: '.',
  usage: {
    language: 'python',
    code: `
import tensorflow as tf
serve = tf.saved_model.load(".").signatures["serving_default"]
outputs = serve(inputs=tf.constant(inputs))`,
  },
  async write(model) {
    const network = readTrainedNetwork(model);
    const bytes = building().buildSavedModel(network.operations, network);
    return { 'saved_model.pb': bytes };
  },
};
