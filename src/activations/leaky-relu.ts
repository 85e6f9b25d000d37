import { z } from 'zod';
import { defineActivation } from './activation-kind';

/** Rectifier with a slope below 0 (Maas et al., 2013). */
export const leakyRelu = defineActivation({
  description: 'z above 0, alpha z below.',
  settings: {
    alpha: z.number().nonnegative().max(1).default(0.2).describe('Slope below 0.'),
  },
  buildLayer: (tf, name, { alpha }) => tf.layers.leakyReLU({ name, alpha }),
  kernels: ['LeakyRelu'],
  // With a slope that is not negative, output and net input have the same sign.
  gradient: {
    of: 'LeakyRelu',
    op: 'LeakyReluGrad',
    inputs: ['gradient', 'output'],
    floats: ['alpha'],
  },
  ailment: undefined,
});
