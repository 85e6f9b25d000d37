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
const epsilon = z
  .number()
  .positive()
  .default(defaults.epsilon)
  .describe('Keeps the divisor above 0.');
const betas = {
  beta1: decay(defaults.beta1).describe('Share of the mean gradient m that a step keeps.'),
  beta2: decay(defaults.beta2).describe('Share of v that a step keeps.'),
  epsilon,
};

/*
 * Descriptions say where libraries differ: w are weights, g gradients, r the learning rate of the step.
 * The formulas are those of TensorFlow's training kernels (training_ops.cc); test/reference/
 * update-rule.test.ts holds each against paper, with an epsilon that is felt.
 */
const optimizerObject = z.discriminatedUnion('type', [
  z
    .strictObject({ type: z.literal('sgd'), ...learningRate('sgd') })
    .describe('Gradient descent: w -= r g.'),
  z
    .strictObject({
      type: z.literal('momentum'),
      ...learningRate('momentum'),
      momentum: decay(defaults.momentum).describe('Share of m that a step keeps.'),
      nesterov: z
        .boolean()
        .default(false)
        .describe('Steps along g + momentum m, with the m of this step.'),
    })
    .describe(
      'm = momentum m + g; w -= r m. The rate stands outside of m, as in PyTorch: under a schedule a new rate holds for all of m. Keras keeps r g in m; with a constant rate both are the same.',
    ),
  z
    .strictObject({ type: z.literal('adam'), ...learningRate('adam'), ...betas })
    .describe(
      'w -= r sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon): epsilon stands beside the uncorrected root, as in Keras and TensorFlow (whose default is 1e-7). PyTorch adds it to the corrected root, where the same number weighs less in early steps: 1/32 in the first, with the usual beta2.',
    ),
  z
    .strictObject({ type: z.literal('adamax'), ...learningRate('adamax'), ...betas })
    .describe(
      'v = max(beta2 v, |g|); w -= r / (1 - beta1^t) m / (v + epsilon), as in Keras. PyTorch has epsilon inside the maximum: max(beta2 v, |g| + epsilon).',
    ),
  z
    .strictObject({
      type: z.literal('rmsprop'),
      ...learningRate('rmsprop'),
      decay: decay(defaults.rmspropDecay).describe('Keras: `rho`, PyTorch: `alpha`.'),
      momentum: decay(0).describe('Of the steps, the learning rate included.'),
      centered: z
        .boolean()
        .default(false)
        .describe('Takes the squared mean gradient off the mean square.'),
      epsilon,
    })
    .describe(
      'w -= r g / sqrt(v + epsilon): epsilon stands inside the root, as in Keras and TensorFlow. PyTorch adds it to the root. With momentum the rate stands inside the buffer, as in Keras; in PyTorch outside.',
    ),
  z
    .strictObject({
      type: z.literal('adagrad'),
      ...learningRate('adagrad'),
      initialAccumulator: z
        .number()
        .positive()
        .default(defaults.adagradInitialAccumulator)
        .describe('What the sums of squares start from, as in Keras; 0 in PyTorch.'),
      epsilon,
    })
    .describe(
      'v += g^2; w -= r g / (sqrt(v) + epsilon): epsilon stands beside the root, as in PyTorch. Keras has it inside.',
    ),
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
