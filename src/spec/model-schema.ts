import { z } from 'zod';
import { defaults } from './defaults';
import { initializerSchema } from './initializer-schema';

const activationObject = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('relu') }),
  z.strictObject({ type: z.literal('tanh') }),
  z.strictObject({ type: z.literal('sigmoid') }),
  z.strictObject({
    type: z.literal('leakyRelu'),
    alpha: z.number().nonnegative().max(1).default(defaults.leakyReluAlpha),
  }),
  z.strictObject({ type: z.literal('elu') }),
  z.strictObject({ type: z.literal('linear') }),
]);

/** The function of a hidden layer: a name, or an object where it has settings. */
export const activationSchema = z
  .union([z.enum(['relu', 'tanh', 'sigmoid', 'leakyRelu', 'elu', 'linear']), activationObject])
  .meta({ id: 'activation', description: 'The function of hidden units.' })
  .transform((value) =>
    typeof value === 'string' ? activationObject.parse({ type: value }) : value,
  );

/** A resolved activation. */
export type ActivationSpec = z.output<typeof activationSchema>;

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
  .optional();
const padding = z.enum(['same', 'valid']).default('same');

/** What a layer with weights may set for itself; the model's value holds where it does not. */
const weightedLayer = {
  name: layerName,
  activation: activationSchema.optional(),
  initializer: initializerSchema.optional(),
  biasInitializer: initializerSchema.optional(),
  l2: l2.optional(),
};

const poolLayer = {
  name: layerName,
  poolSize: window.default(2),
  strides: window.optional(),
  padding,
};

/** One hidden layer of an explicit model. */
export const layerSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('conv2d'),
      filters: count,
      kernelSize: window,
      strides: window.default(1),
      padding,
      ...weightedLayer,
    }),
    z.strictObject({ type: z.literal('maxPool2d'), ...poolLayer }),
    z.strictObject({ type: z.literal('averagePool2d'), ...poolLayer }),
    z.strictObject({ type: z.literal('flatten'), name: layerName }),
    z.strictObject({ type: z.literal('dense'), units: count, ...weightedLayer }),
    z.strictObject({
      type: z.literal('activation'),
      name: layerName,
      activation: activationSchema,
    }),
    z.strictObject({ type: z.literal('dropout'), name: layerName, rate }),
  ])
  .meta({ id: 'layer', description: 'A hidden layer.' });

/** A resolved hidden layer. */
export type LayerSpec = z.output<typeof layerSchema>;

/** What every model has, with the initializers that its kind starts from. */
const everyModel = (weights: z.input<typeof initializerSchema>, biasConstant: number) => ({
  activation: activationSchema.default({ type: defaults.activation }),
  initializer: initializerSchema.prefault(weights),
  biasInitializer: initializerSchema.prefault({ type: 'constant', value: biasConstant }),
  outputInitializer: initializerSchema
    .optional()
    .describe('Initializer of the logits layer, where it differs.'),
  l2: l2.default(0),
});

const modelObject = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('cnn'),
    ...everyModel('truncatedNormal', defaults.cnn.biasConstant),
    filters: z
      .array(count)
      .min(1)
      .max(8)
      .default([...defaults.cnn.filters])
      .describe('Filters of each convolution; 2x2 max-pooling follows every one.'),
    kernelSize: window.default(defaults.cnn.kernelSize),
    denseUnits: count
      .default(defaults.cnn.denseUnits)
      .describe('Units of the dense layer behind the convolutions.'),
    dropout: rate.default(defaults.cnn.dropout),
  }),
  z.strictObject({
    type: z.literal('mlp'),
    ...everyModel('glorotUniform', 0),
    hidden: z
      .array(count)
      .max(64)
      .default([...defaults.mlp.hidden])
      .describe('Units of each hidden layer.'),
    dropout: rate.default(defaults.mlp.dropout),
  }),
  z.strictObject({
    type: z.literal('layers'),
    ...everyModel('glorotUniform', 0),
    layers: z
      .array(layerSchema)
      .min(1)
      .max(200)
      .describe('Hidden layers in order; the logits layer follows by itself.'),
  }),
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
