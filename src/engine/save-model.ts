import { buildNetwork, type NetworkOptions } from '../model/network';
import { tf } from '../tensorflow/tensorflow';
import type { NamedTensors } from './engine';

/**
 * Writes a network as tfjs saves models (`model.json` and `weights.bin`), with layers of tfjs only,
 * so that `tf.loadLayersModel` opens it anywhere.
 *
 * @param weights all weights by name, moving averages among them.
 */
export async function saveNetwork(
  options: NetworkOptions,
  weights: NamedTensors,
  folder: string,
): Promise<void> {
  const { model } = buildNetwork({ ...options, portable: true });
  try {
    tf.tidy(() => {
      for (const variable of model.weights) {
        const data = weights[variable.originalName];
        if (data === undefined) throw new Error(`No weight named ${variable.originalName}`);
        variable.write(tf.tensor(data.values, [...data.shape]));
      }
    });
    await model.save(`file://${folder}`);
  } finally {
    model.dispose();
  }
}
