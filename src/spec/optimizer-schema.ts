import { z } from 'zod';
import { defaults } from './defaults';

const learningRate = (type: keyof typeof defaults.learningRate) => ({
  learningRate: z
    .number()
    .positive()
    .max(1000)
    .default(defaults.learningRate[type])
    .describe('Step size, before the schedule.'),
});
const decay = (value: number) => z.number().min(0).lt(1).default(value);
const epsilon = z.number().positive().default(defaults.epsilon);
const betas = { beta1: decay(defaults.beta1), beta2: decay(defaults.beta2), epsilon };

const optimizerObject = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('sgd'), ...learningRate('sgd') }),
  z.strictObject({
    type: z.literal('momentum'),
    ...learningRate('momentum'),
    momentum: decay(defaults.momentum),
    nesterov: z.boolean().default(false),
  }),
  z.strictObject({ type: z.literal('adam'), ...learningRate('adam'), ...betas }),
  z.strictObject({ type: z.literal('adamax'), ...learningRate('adamax'), ...betas }),
  z.strictObject({
    type: z.literal('rmsprop'),
    ...learningRate('rmsprop'),
    decay: decay(defaults.rmspropDecay),
    momentum: decay(0),
    centered: z.boolean().default(false),
    epsilon,
  }),
  z.strictObject({
    type: z.literal('adagrad'),
    ...learningRate('adagrad'),
    initialAccumulator: z.number().positive().default(defaults.adagradInitialAccumulator),
    epsilon,
  }),
]);

/** How weights move along their gradients: a name, or an object with `type` and its settings. */
export const optimizerSchema = z
  .union([z.enum(['sgd', 'momentum', 'adam', 'adamax', 'rmsprop', 'adagrad']), optimizerObject])
  .meta({ id: 'optimizer', description: 'How weights move along their gradients.' })
  .transform((value) =>
    typeof value === 'string' ? optimizerObject.parse({ type: value }) : value,
  );

/** A resolved optimizer. */
export type OptimizerSpec = z.output<typeof optimizerSchema>;

const warmupSteps = z
  .int()
  .nonnegative()
  .default(0)
  .describe('Steps over which the learning rate rises linearly from zero.');

const scheduleObject = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('constant'), warmupSteps }),
  z.strictObject({
    type: z.literal('step'),
    every: z.int().positive().describe('Steps between two drops.'),
    factor: z.number().positive().max(1).default(0.1),
    warmupSteps,
  }),
  z.strictObject({
    type: z.literal('exponential'),
    decaySteps: z.int().positive().describe('Steps in which the rate falls by `factor`.'),
    factor: z.number().positive().max(1).default(0.96),
    warmupSteps,
  }),
  z.strictObject({
    type: z.literal('cosine'),
    finalFraction: z.number().min(0).max(1).default(0).describe('Share of the rate at the end.'),
    warmupSteps,
  }),
]);

/** How the learning rate changes over the steps of a run. */
export const scheduleSchema = z
  .union([z.enum(['constant', 'cosine']), scheduleObject])
  .meta({ id: 'schedule', description: 'How the learning rate changes over the steps of a run.' })
  .transform((value) =>
    typeof value === 'string' ? scheduleObject.parse({ type: value }) : value,
  );

/** A resolved schedule. */
export type ScheduleSpec = z.output<typeof scheduleSchema>;
