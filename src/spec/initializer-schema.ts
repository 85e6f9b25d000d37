import { z } from 'zod';
import { defaults } from './defaults';

const plain = <Name extends string>(name: Name, description: string) =>
  z.strictObject({ type: z.literal(name) }).describe(description);

const stddev = (value: number) =>
  z.number().positive().default(value).describe('Standard deviation of the drawn weights.');

const mean = z.number().default(0).describe('Mean of the drawn weights.');

const initializerObject = z.discriminatedUnion('type', [
  plain('zeros', 'All 0.'),
  plain('ones', 'All 1.'),
  plain('identity', '1 on the diagonal, 0 beside it; for square matrices only.'),
  plain('glorotUniform', 'Uniform with variance 2 / (fanIn + fanOut). For tanh and sigmoid.'),
  plain(
    'glorotNormal',
    'Normal, cut off at two standard deviations, with variance 2 / (fanIn + fanOut).',
  ),
  plain(
    'heNormal',
    'Normal, cut off at two standard deviations, with variance 2 / fanIn. For relu.',
  ),
  plain('heUniform', 'Uniform with variance 2 / fanIn. For relu.'),
  plain('leCunNormal', 'Normal, cut off at two standard deviations, with variance 1 / fanIn.'),
  plain('leCunUniform', 'Uniform with variance 1 / fanIn.'),
  plain('orthogonal', 'A random matrix with orthogonal rows or columns of length 1.'),
  plain('xavier', 'Another name of glorotUniform.'),
  z
    .strictObject({
      type: z.literal('constant'),
      value: z.number().describe('What every weight starts as.'),
    })
    .describe('All the same.'),
  z
    .strictObject({
      type: z.literal('randomNormal'),
      mean,
      stddev: stddev(defaults.normalStddev),
    })
    .describe('Normal, whatever the size of the layer.'),
  z
    .strictObject({
      type: z.literal('truncatedNormal'),
      mean,
      stddev: stddev(defaults.truncatedNormalStddev).describe(
        'Standard deviation before values beyond two of them are drawn again, as in TensorFlow: 0.88 of it is left.',
      ),
    })
    .describe('Normal, cut off at two standard deviations, whatever the size of the layer.'),
  z
    .strictObject({
      type: z.literal('randomUniform'),
      min: z.number().default(-defaults.uniformLimit).describe('Lower bound, below `max`.'),
      max: z.number().default(defaults.uniformLimit).describe('Upper bound.'),
    })
    .refine(({ min, max }) => min < max, { message: 'is not below `max`', path: ['min'] })
    .describe('Uniform, whatever the size of the layer.'),
  z
    .strictObject({
      type: z.literal('varianceScaling'),
      scale: z.number().positive().default(1).describe('Variance times fan.'),
      mode: z
        .enum(['fanIn', 'fanOut', 'fanAvg'])
        .default('fanIn')
        .describe('Which fan: inputs of a unit, units that an input goes to, or the mean of both.'),
      distribution: z
        .enum(['normal', 'uniform', 'truncatedNormal'])
        .default('normal')
        .describe('`normal` is not cut off; in Keras that is `untruncated_normal`.'),
    })
    .describe('Variance scale / fan, whatever the distribution.'),
  z
    .strictObject({
      type: z.literal('fanInNormal'),
      gain: z.number().positive().default(1).describe('Standard deviation times sqrt(fanIn).'),
      countBias: z.boolean().default(false).describe('Counts the bias as one more input.'),
    })
    .describe('Normal with stddev gain / sqrt(fanIn), or gain / sqrt(fanIn + 1) with countBias.'),
]);

/** Every initializer that works without settings. `xavier` is Glorot's first name. */
const shortNames = [
  'zeros',
  'ones',
  'identity',
  'glorotUniform',
  'glorotNormal',
  'xavier',
  'heNormal',
  'heUniform',
  'leCunNormal',
  'leCunUniform',
  'orthogonal',
  'randomNormal',
  'truncatedNormal',
  'randomUniform',
  'varianceScaling',
  'fanInNormal',
] as const;

/**
 * How weights or biases start: a name, or an object with `type` and its settings. `xavier` comes
 * out as `glorotUniform`.
 */
export const initializerSchema = z
  .union([z.enum(shortNames), initializerObject])
  .meta({
    id: 'initializer',
    description:
      'How weights or biases start. The variances of glorot, he and leCun initializers are those of Keras, also where a normal is cut off at two standard deviations (PyTorch does not cut it off). Fans of a convolution count the area of its kernel; both fans of biases are their length.',
  })
  .transform((value) => {
    const initializer =
      typeof value === 'string' ? initializerObject.parse({ type: value }) : value;
    return initializer.type === 'xavier' ? ({ type: 'glorotUniform' } as const) : initializer;
  });

/** A resolved initializer. */
export type InitializerSpec = z.output<typeof initializerSchema>;
