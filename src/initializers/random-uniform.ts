import { z } from 'zod';
import { defineInitializer } from './initializer-kind';

export const randomUniform = defineInitializer({
  description: 'Uniform, whatever the size of the layer.',
  otherNames: ['uniform'],
  settings: {
    min: z.number().default(-0.05).describe('Lower bound, below `max`.'),
    max: z.number().default(0.05).describe('Upper bound.'),
  },
  rules: [{ holds: ({ min, max }) => min < max, message: 'is not below `max`', blames: 'min' }],
  build: (tf, { min, max }, _, seed) =>
    tf.initializers.randomUniform({ minval: nonZero(min), maxval: nonZero(max), seed }),
  fills: 'anything',
  biasFans: 'units',
});

/** tfjs takes a `minval` of 0 for "not given"; the smallest positive number is drawn alike. */
const nonZero = (value: number): number => (value === 0 ? Number.MIN_VALUE : value);
