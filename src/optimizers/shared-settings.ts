import { z } from 'zod';

/** The learning rate of an optimizer with its usual value. */
export const learningRate = (usual: number) => ({
  learningRate: z
    .number()
    .positive()
    .max(1000)
    .default(usual)
    .describe('Step size, before the schedule.'),
});

/** A share that a step keeps of what was before. */
export const decay = (usual: number) => z.number().min(0).lt(1).default(usual);

/** What keeps the divisor of an update above 0. */
export const epsilon = z.number().positive().default(1e-8).describe('Keeps the divisor above 0.');

/** The settings of Adam and its kin. */
export const betas = {
  beta1: decay(0.9).describe('Share of the mean gradient m that a step keeps.'),
  beta2: decay(0.999).describe('Share of v that a step keeps.'),
  epsilon,
};

/** How fast weights decay by themselves. */
export const weightDecay = (usual: number) => ({
  weightDecay: z
    .number()
    .nonnegative()
    .max(100)
    .default(usual)
    .describe(
      'Share of the weights (not of biases and gains) that a step takes off, times the learning rate. PyTorch and Keras let biases decay, too.',
    ),
});

/** What every optimizer may do to gradients before it uses them. */
export const clipping = {
  clipNorm: z
    .number()
    .positive()
    .optional()
    .describe(
      'The largest length of all gradients together; longer ones are scaled down to it. Keras: `global_clipnorm`, PyTorch: `clip_grad_norm_`.',
    ),
  clipValue: z
    .number()
    .positive()
    .optional()
    .describe('The largest size of any value of a gradient; larger ones are cut off.'),
};
