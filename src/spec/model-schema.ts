import { z } from 'zod';
import { activationSchema } from '../activations/registry';
import { initializerSchema } from '../initializers/registry';
import { dropoutRate } from '../layers/dropout';
import { layerSchema } from '../layers/registry';
import { l2, unitCount } from '../layers/settings/kernel-settings';
import { windowSize } from '../layers/settings/window';
import { defaults } from './defaults';

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
        .array(unitCount)
        .min(1)
        .max(8)
        .default([...defaults.cnn.filters])
        .describe('Filters of each convolution; 2x2 max-pooling follows every one.'),
      kernelSize: windowSize
        .default(defaults.cnn.kernelSize)
        .describe('Pixels on a side of every filter.'),
      denseUnits: unitCount
        .default(defaults.cnn.denseUnits)
        .describe('Units of the dense layer behind the convolutions.'),
      dropout: dropoutRate.default(defaults.cnn.dropout),
    })
    .describe('Convolutions with pooling, then a dense layer with dropout.'),
  z
    .strictObject({
      type: z.literal('mlp'),
      ...everyModel('glorotUniform', 0),
      hidden: z
        .array(unitCount)
        .max(64)
        .default([...defaults.mlp.hidden])
        .describe('Units of each hidden layer.'),
      dropout: dropoutRate.default(defaults.mlp.dropout),
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
