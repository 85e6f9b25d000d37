import { z } from 'zod';
import { activationSchema } from '../activations/registry';
import { initializerSchema } from '../initializers/registry';
import { defaults } from './defaults';

const count = z.int().positive().max(100_000);
const window = z.int().positive().max(64).describe('Pixels on a side.');
const rate = z.number().min(0).lt(1).describe('Share of units that dropout removes.');
const l2 = z
  .number()
  .nonnegative()
  .describe(
    'Adds l2 / 2 times the sum of squared weights (not biases) to what is made small, so l2 times the weight to its gradient. `weight_decay` of PyTorch adds as much, to biases too; `regularizers.L2` of Keras adds twice as much, for it lacks the half. The loss that is recorded is without it.',
  );
const layerName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9_]*$/, 'a letter, then letters, digits or _')
  .optional()
  .describe('Name in TensorBoard; by its type and place unless given.');
const padding = z
  .enum(['same', 'valid'])
  .default('same')
  .describe('`same` pads with zeros, so that strides alone make images smaller; `valid` does not.');

/** What a layer with weights may set for itself; the model's value holds where it does not. */
const weightedLayer = {
  name: layerName,
  activation: activationSchema.optional().describe("Function of its units, if not the model's."),
  initializer: initializerSchema
    .optional()
    .describe("How its weights start, if not as the model's."),
  biasInitializer: initializerSchema
    .optional()
    .describe("How its biases start, if not as the model's."),
  l2: l2.optional().describe("`l2` of its weights, if not the model's."),
};

const poolLayer = {
  name: layerName,
  poolSize: window.default(2).describe('Pixels on a side of the window.'),
  strides: window
    .optional()
    .describe('Pixels from one window to the next; `poolSize` unless given.'),
  padding,
};

/** One hidden layer of an explicit model. */
export const layerSchema = z
  .discriminatedUnion('type', [
    z
      .strictObject({
        type: z.literal('conv2d'),
        filters: count.describe('How many filters.'),
        kernelSize: window.describe('Pixels on a side of a filter.'),
        strides: window.default(1).describe('Pixels from one place of a filter to the next.'),
        padding,
        ...weightedLayer,
      })
      .describe('Convolution of images.'),
    z
      .strictObject({ type: z.literal('maxPool2d'), ...poolLayer })
      .describe('The largest value of each window.'),
    z
      .strictObject({ type: z.literal('averagePool2d'), ...poolLayer })
      .describe('The mean of each window.'),
    z
      .strictObject({ type: z.literal('flatten'), name: layerName })
      .describe('Makes a vector of an image; dense layers do so by themselves.'),
    z
      .strictObject({
        type: z.literal('dense'),
        units: count.describe('How many units.'),
        ...weightedLayer,
      })
      .describe('Every unit sees every input.'),
    z
      .strictObject({
        type: z.literal('activation'),
        name: layerName,
        activation: activationSchema.describe('The function.'),
      })
      .describe('A function alone, behind a layer that is `linear`.'),
    z
      .strictObject({ type: z.literal('dropout'), name: layerName, rate })
      .describe('Sets a random share of the units to 0 while training.'),
  ])
  .meta({ id: 'layer', description: 'One hidden layer of `model: { type: layers }`.' });

/** A resolved hidden layer. */
export type LayerSpec = z.output<typeof layerSchema>;

/** What every model has, with the initializers that its kind starts from. */
const everyModel = (weights: z.input<typeof initializerSchema>, biasConstant: number) => ({
  activation: activationSchema.prefault(defaults.activation).describe('Function of hidden units.'),
  initializer: initializerSchema.prefault(weights).describe('How weights start.'),
  biasInitializer: initializerSchema
    .prefault({ type: 'constant', value: biasConstant })
    .describe('How biases start.'),
  outputInitializer: initializerSchema
    .optional()
    .describe('Initializer of the logits layer, where it differs.'),
  l2: l2.default(0),
});

const modelObject = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('cnn'),
      ...everyModel('truncatedNormal', defaults.cnn.biasConstant),
      filters: z
        .array(count)
        .min(1)
        .max(8)
        .default([...defaults.cnn.filters])
        .describe('Filters of each convolution; 2x2 max-pooling follows every one.'),
      kernelSize: window
        .default(defaults.cnn.kernelSize)
        .describe('Pixels on a side of every filter.'),
      denseUnits: count
        .default(defaults.cnn.denseUnits)
        .describe('Units of the dense layer behind the convolutions.'),
      dropout: rate.default(defaults.cnn.dropout),
    })
    .describe('Convolutions with pooling, then a dense layer with dropout.'),
  z
    .strictObject({
      type: z.literal('mlp'),
      ...everyModel('glorotUniform', 0),
      hidden: z
        .array(count)
        .max(64)
        .default([...defaults.mlp.hidden])
        .describe('Units of each hidden layer.'),
      dropout: rate.default(defaults.mlp.dropout),
    })
    .describe('Dense layers with dropout behind each.'),
  z
    .strictObject({
      type: z.literal('layers'),
      ...everyModel('glorotUniform', 0),
      layers: z
        .array(layerSchema)
        .min(1)
        .max(200)
        .describe('Hidden layers in order; the logits layer follows by itself.'),
    })
    .describe('Layers of your own, one behind the other.'),
]);

/**
 * The network up to its logits layer, which is dense, added by itself and has one unit per class
 * (a single one for binary cross-entropy).
 */
export const modelSchema = z
  .union([z.enum(['cnn', 'mlp']), modelObject])
  .meta({ id: 'model', description: 'The network: a preset, or a list of layers.' })
  .transform((value) => (typeof value === 'string' ? modelObject.parse({ type: value }) : value));

/** A resolved model. */
export type ModelSpec = z.output<typeof modelSchema>;
