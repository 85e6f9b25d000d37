import { readTrainedNetwork } from '../read-trained-model';
import type { ExportFormat } from './export-format';

/** A model of Keras 3, with the layers that matter when it predicts: no dropout. */
export const keras: ExportFormat = {
  description: 'a model that Keras 3 opens',
  file: 'model.keras',
  usage: {
    language: 'python',
    code: `
import keras
model = keras.saving.load_model("model.keras")
outputs = model.predict(inputs)`,
  },
  async write(model) {
    const { buildKeras } = await import('../keras/build-keras.js');
    const network = readTrainedNetwork(model);
    const bytes = await buildKeras(network.operations, {
      ...network,
      name: model.config.runId,
      date: new Date(),
    });
    return { 'model.keras': bytes };
  },
};
