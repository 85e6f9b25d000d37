import { z } from 'zod';
import { defaults } from './defaults';

const plain = <Name extends string>(name: Name) => z.strictObject({ type: z.literal(name) });

const stddev = (value: number) =>
  z.number().positive().default(value).describe('Standard deviation of the drawn weights.');

const mean = z.number().default(0).describe('Mean of the drawn weights.');

const initializerObject = z.discriminatedUnion('type', [
  plain('zeros'),
  plain('ones'),
  plain('identity'),
  plain('glorotUniform'),
  plain('glorotNormal'),
  plain('heNormal'),
  plain('heUniform'),
  plain('leCunNormal'),
  plain('leCunUniform'),
  plain('orthogonal'),
  plain('xavier'),
  z.strictObject({ type: z.literal('constant'), value: z.number() }),
  z.strictObject({
    type: z.literal('randomNormal'),
    mean,
    stddev: stddev(defaults.normalStddev),
  }),
  z.strictObject({
    type: z.literal('truncatedNormal'),
    mean,
    stddev: stddev(defaults.truncatedNormalStddev),
  }),
  z
    .strictObject({
      type: z.literal('randomUniform'),
      min: z.number().default(-defaults.uniformLimit),
      max: z.number().default(defaults.uniformLimit),
    })
    .refine(({ min, max }) => min < max, { message: 'is not below `max`', path: ['min'] }),
  z.strictObject({
    type: z.literal('varianceScaling'),
    scale: z.number().positive().default(1),
    mode: z.enum(['fanIn', 'fanOut', 'fanAvg']).default('fanIn'),
    distribution: z.enum(['normal', 'uniform', 'truncatedNormal']).default('normal'),
  }),
  z
    .strictObject({
      type: z.literal('fanInNormal'),
      gain: z.number().positive().default(1),
      countBias: z.boolean().default(false),
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
  .meta({ id: 'initializer', description: 'How weights or biases start.' })
  .transform((value) => {
    const initializer =
      typeof value === 'string' ? initializerObject.parse({ type: value }) : value;
    return initializer.type === 'xavier' ? ({ type: 'glorotUniform' } as const) : initializer;
  });

/** A resolved initializer. */
export type InitializerSpec = z.output<typeof initializerSchema>;
