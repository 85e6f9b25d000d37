import type {
  Activation,
  Operation,
  PaddedWindow,
  PlainActivation,
  Weight,
} from '../network/operation';

/** A layer as Keras 3 writes it down, and its weights in Keras's order. */
export interface KerasLayer {
  /** Where Keras finds the class. */
  readonly module: string;
  readonly className: string;
  /** Its settings, besides its name. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly weights: readonly Weight[];
}

/** Activations by the names that Keras knows them by; an approximate gelu has none. */
const activationNames: Readonly<Record<Exclude<PlainActivation, 'geluTanh'>, string>> = {
  relu: 'relu',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  elu: 'elu',
  gelu: 'gelu',
  silu: 'silu',
  selu: 'selu',
  softplus: 'softplus',
  softsign: 'softsign',
};

/** The layer of Keras that does what an operation does. */
export function describeKerasLayer(operation: Operation): KerasLayer {
  const layer = (
    className: string,
    config: KerasLayer['config'] = {},
    weights: readonly (Weight | undefined)[] = [],
  ): KerasLayer => ({
    module: 'keras.layers',
    className,
    config: { ...config, dtype: 'float32' },
    weights: weights.filter((weight) => weight !== undefined),
  });
  switch (operation.kind) {
    case 'rescale':
      return layer('Rescaling', {
        scale: oneOrAll(operation.scale),
        offset: oneOrAll(operation.offset),
      });
    case 'convolution': {
      const { kernel, bias, window } = operation;
      const config = {
        filters: kernel.shape[3],
        ...kernelConfig(window),
        use_bias: bias !== undefined,
      };
      return layer('Conv2D', config, [kernel, bias]);
    }
    case 'depthwiseConvolution': {
      const { kernel, bias, window } = operation;
      const config = {
        depth_multiplier: kernel.shape[3],
        ...kernelConfig(window),
        use_bias: bias !== undefined,
      };
      return layer('DepthwiseConv2D', config, [kernel, bias]);
    }
    case 'maxPool':
      return layer('MaxPooling2D', poolConfig(operation.window));
    case 'averagePool':
      return layer('AveragePooling2D', poolConfig(operation.window));
    case 'globalAveragePool':
      return layer('GlobalAveragePooling2D');
    case 'flatten':
      return layer('Flatten');
    case 'dense': {
      const { kernel, bias } = operation;
      const config = { units: kernel.shape[1], use_bias: bias !== undefined };
      return layer('Dense', config, [kernel, bias]);
    }
    case 'batchNorm': {
      const { gamma, beta, mean, variance, epsilon } = operation;
      return layer('BatchNormalization', { epsilon }, [gamma, beta, mean, variance]);
    }
    case 'layerNorm': {
      const { gamma, beta, epsilon } = operation;
      return layer('LayerNormalization', { epsilon }, [gamma, beta]);
    }
    case 'activation':
      return describeActivation(operation.activation, layer);
    case 'softmax':
      return layer('Softmax');
  }
}

function describeActivation(
  activation: Activation,
  layer: (className: string, config: KerasLayer['config']) => KerasLayer,
): KerasLayer {
  switch (activation.type) {
    case 'leakyRelu':
      return layer('LeakyReLU', { negative_slope: activation.alpha });
    case 'geluTanh':
      // What Keras saves of `keras.ops.gelu` in a functional model.
      return {
        module: 'keras.src.ops.nn',
        className: 'Gelu',
        config: { approximate: true },
        weights: [],
      };
    default:
      return layer('Activation', { activation: activationNames[activation.type] });
  }
}

function kernelConfig({ size, strides, padding }: PaddedWindow) {
  return { kernel_size: [size, size], strides: [strides, strides], padding };
}

function poolConfig({ size, strides, padding }: PaddedWindow) {
  return { pool_size: [size, size], strides: [strides, strides], padding };
}

function oneOrAll(values: readonly number[]): number | readonly number[] {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
