import { zipSync } from 'fflate';
import type { Operation } from '../network/operation';
import { describeKerasLayer, type KerasLayer } from './keras-layers';
import { encodeWeightFile, type WeightGroup } from './weight-file';

/** The version of Keras whose format this is. */
const kerasVersion = '3.15.1';

/** A layer under its name, with the shape of what it is given. */
interface PlacedLayer extends KerasLayer {
  readonly name: string;
  readonly inputShape: readonly number[];
}

/**
 * Encodes a network as a `.keras` file: a zip with the configuration of a functional model and its weights
 * in HDF5, as Keras 3 writes it.
 */
export async function buildKeras(
  operations: readonly Operation[],
  {
    inputShape,
    outputName,
    name,
    date,
  }: {
    readonly inputShape: readonly number[];
    readonly outputName: string;
    readonly name: string;
    readonly date: Date;
  },
): Promise<Uint8Array> {
  const layers = operations.map((operation, index): PlacedLayer => {
    const isLast = index === operations.length - 1;
    return {
      ...describeKerasLayer(operation),
      // The name of the last layer is that of the output.
      name: isLast ? outputName : operation.name,
      inputShape: operation.inputShape,
    };
  });
  const text = (value: object): Uint8Array => Buffer.from(JSON.stringify(value));
  const files = {
    'metadata.json': text({ keras_version: kerasVersion, date_saved: date.toISOString() }),
    'config.json': text(describeModel(name, layers, inputShape)),
    'model.weights.h5': await encodeWeightFile(listWeights(name, layers)),
  };
  // Weights hardly shrink, and Keras stores them so too.
  return zipSync(files, { level: 0, mtime: date });
}

function describeModel(
  name: string,
  layers: readonly PlacedLayer[],
  inputShape: readonly number[],
): object {
  const names = ['inputs', ...layers.map((layer) => layer.name)];
  const input = {
    module: 'keras.layers',
    class_name: 'InputLayer',
    config: { batch_shape: [null, ...inputShape], dtype: 'float32', name: 'inputs' },
    registered_name: null,
    name: 'inputs',
    inbound_nodes: [],
  };
  const others = layers.map((layer, index) => ({
    module: layer.module,
    class_name: layer.className,
    config: { name: layer.name, ...layer.config },
    // What is no layer, but an operation, has nothing to be built.
    ...(layer.module === 'keras.layers'
      ? { registered_name: null, build_config: { input_shape: [null, ...layer.inputShape] } }
      : { registered_name: layer.className }),
    name: layer.name,
    inbound_nodes: [
      {
        args: [
          {
            class_name: '__keras_tensor__',
            config: {
              shape: [null, ...layer.inputShape],
              dtype: 'float32',
              keras_history: [names[index], 0, 0],
            },
          },
        ],
        kwargs: {},
      },
    ],
  }));
  return {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name,
      trainable: true,
      layers: [input, ...others],
      input_layers: [['inputs', 0, 0]],
      output_layers: [[names.at(-1), 0, 0]],
    },
    registered_name: 'Functional',
    build_config: { input_shape: null },
  };
}

/** Weights by the place where Keras looks: by the class of the layer, and how many of it there were. */
function listWeights(name: string, layers: readonly PlacedLayer[]): WeightGroup[] {
  const seen = new Map<string, number>();
  const groups = layers
    .filter(({ module }) => module === 'keras.layers')
    .map((layer): WeightGroup => {
      const key = snakeCase(layer.className);
      const count = seen.get(key) ?? 0;
      seen.set(key, count + 1);
      const place = count === 0 ? key : `${key}_${count}`;
      return { path: ['layers', place, 'vars'], name: layer.name, weights: layer.weights };
    });
  const input = { path: ['layers', 'input_layer', 'vars'], name: 'inputs', weights: [] };
  return [{ path: ['vars'], name, weights: [] }, input, ...groups];
}

/** As `to_snake_case` of Keras: `Conv2D` to `conv2d`, `LeakyReLU` to `leaky_re_lu`. */
function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
