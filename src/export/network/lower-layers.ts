import { z } from 'zod';
import type { SavedLayer, SavedModel } from '../../records/read-saved-model';
import { countValues } from '../../util/count-values';
import { UserError } from '../../util/user-error';
import type {
  Activation,
  Operation,
  OperationStep,
  PaddedWindow,
  PlainActivation,
  Weight,
} from './operation';

/** What a layer is lowered with. */
interface Lowering {
  readonly config: SavedLayer['config'];
  /** A weight of the layer, which has to be there. */
  weight(name: string): Weight;
  bias(): Weight | undefined;
}

/** Operations of layers of TensorFlow.js, by the name of their class. */
const lowerings: Readonly<Record<string, (layer: Lowering) => readonly OperationStep[]>> = {
  Conv2D: ({ config, weight, bias }) => [
    { kind: 'convolution', kernel: weight('kernel'), bias: bias(), window: kernelWindow(config) },
  ],
  DepthwiseConv2D: ({ config, weight, bias }) => [
    {
      kind: 'depthwiseConvolution',
      kernel: weight('depthwise_kernel'),
      bias: bias(),
      window: kernelWindow(config),
    },
  ],
  SeparableConv2D: ({ config, weight, bias }) => [
    {
      kind: 'depthwiseConvolution',
      kernel: weight('depthwise_kernel'),
      bias: undefined,
      window: kernelWindow(config),
    },
    {
      kind: 'convolution',
      kernel: weight('pointwise_kernel'),
      bias: bias(),
      window: { size: 1, strides: 1, padding: 'valid' },
    },
  ],
  MaxPooling2D: ({ config }) => [{ kind: 'maxPool', window: poolWindow(config) }],
  AveragePooling2D: ({ config }) => [{ kind: 'averagePool', window: poolWindow(config) }],
  GlobalAveragePooling2D: () => [{ kind: 'globalAveragePool' }],
  Flatten: () => [{ kind: 'flatten' }],
  Dropout: () => [],
  Dense: ({ weight, bias }) => [{ kind: 'dense', kernel: weight('kernel'), bias: bias() }],
  BatchNormalization: ({ config, weight }) => [
    {
      kind: 'batchNorm',
      gamma: weight('gamma'),
      beta: weight('beta'),
      mean: weight('moving_mean'),
      variance: weight('moving_variance'),
      epsilon: z.number().parse(config['epsilon']),
    },
  ],
  LayerNormalization: ({ config, weight }) => [
    {
      kind: 'layerNorm',
      gamma: weight('gamma'),
      beta: weight('beta'),
      epsilon: z.number().parse(config['epsilon']),
    },
  ],
  Activation: ({ config }) => describeActivation(z.string().parse(config['activation'])),
  LeakyReLU: ({ config }) => [
    {
      kind: 'activation',
      activation: { type: 'leakyRelu', alpha: z.number().parse(config['alpha']) },
    },
  ],
};

/** Activations of TensorFlow.js, by the names that it saves. */
const activations: Readonly<Record<string, PlainActivation>> = {
  relu: 'relu',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  elu: 'elu',
  gelu: 'gelu',
  gelu_new: 'geluTanh',
  swish: 'silu',
  selu: 'selu',
  softplus: 'softplus',
  softsign: 'softsign',
};

/**
 * The operations of a saved model, from inputs as the network sees them to what its last layer gives.
 *
 * @throws UserError where there is a layer that nothing is known of, such as one of the user's own.
 */
export function lowerLayers({ layers, weights }: SavedModel): Operation[] {
  const [input, ...others] = layers;
  let shape = z.tuple([z.null()], z.int()).parse(input?.config['batch_input_shape']).slice(1) as
    | number[]
    | readonly number[];
  const operations: Operation[] = [];
  for (const layer of others) {
    const steps = lowerLayer(layer, weights);
    steps.forEach((step, index) => {
      const isLast = index === steps.length - 1;
      const name = isLast ? layer.config.name : `${layer.config.name}_${step.kind}`;
      const operation = placeOperation(step, name, shape);
      operations.push(operation);
      shape = operation.outputShape;
    });
  }
  return operations;
}

/** An operation behind others, which give this shape. */
export function placeOperation(
  step: OperationStep,
  name: string,
  inputShape: readonly number[],
): Operation {
  return { ...step, name, inputShape, outputShape: shapeBehind(step, inputShape) };
}

function lowerLayer(
  { class_name: className, config }: SavedLayer,
  weights: SavedModel['weights'],
): readonly OperationStep[] {
  const lower = lowerings[className];
  if (lower === undefined) throw unknownPart(`layer ${config.name} is ${className}`);
  const own = config['activation'];
  const steps = lower({
    config,
    weight(name) {
      const weight = weights.get(`${config.name}/${name}`);
      if (weight === undefined) throw unknownPart(`layer ${config.name} has no ${name}`);
      return weight;
    },
    bias: () => weights.get(`${config.name}/bias`),
  });
  // Ablate's own layers are linear, with a layer of their activation behind them.
  if (className === 'Activation' || typeof own !== 'string' || own === 'linear') return steps;
  return [...steps, ...describeActivation(own)];
}

function describeActivation(name: string): OperationStep[] {
  if (name === 'linear') return [];
  const type = activations[name];
  if (type === undefined) throw unknownPart(`there is an activation ${name}`);
  const activation: Activation = { type };
  return [{ kind: 'activation', activation }];
}

function unknownPart(what: string): UserError {
  return new UserError(`The model can't be written in other formats: ${what}`, {
    hint: 'What is own code runs here alone, by `predict` and `evaluate`; `--to tfjs` copies the rest with its name.',
  });
}

const windowNumbers = {
  strides: z.tuple([z.int(), z.int()]),
  padding: z.enum(['same', 'valid']),
};
const kernelSchema = z.object({ kernel_size: z.tuple([z.int(), z.int()]), ...windowNumbers });
const poolSchema = z.object({ pool_size: z.tuple([z.int(), z.int()]), ...windowNumbers });

function kernelWindow(config: unknown): PaddedWindow {
  const { kernel_size, strides, padding } = kernelSchema.parse(config);
  return { size: kernel_size[0], strides: strides[0], padding };
}

function poolWindow(config: unknown): PaddedWindow {
  const { pool_size, strides, padding } = poolSchema.parse(config);
  return { size: pool_size[0], strides: strides[0], padding };
}

function shapeBehind(step: OperationStep, input: readonly number[]): readonly number[] {
  const [height = 1, width = 1, channels = 1] = input;
  const places = ({ size, strides, padding }: PaddedWindow, side: number): number =>
    Math.max(1, Math.ceil((padding === 'same' ? side : side - size + 1) / strides));
  switch (step.kind) {
    case 'convolution':
    case 'depthwiseConvolution': {
      const { kernel, window } = step;
      const filters = kernel.shape[3] ?? 1;
      const units = step.kind === 'convolution' ? filters : channels * filters;
      return [places(window, height), places(window, width), units];
    }
    case 'maxPool':
    case 'averagePool':
      return [places(step.window, height), places(step.window, width), channels];
    case 'globalAveragePool':
      return [channels];
    case 'flatten':
      return [countValues(input)];
    case 'dense':
      return [step.kernel.shape[1] ?? 1];
    default:
      return input;
  }
}
