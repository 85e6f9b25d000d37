import { z } from 'zod';
import { defineInitializer } from './initializer-kind';

export const randomNormal = defineInitializer({
  description: 'Normal, whatever the size of the layer.',
  otherNames: ['normal', 'gaussian'],
  settings: {
    mean: z.number().default(0).describe('Mean of the drawn weights.'),
    stddev: z
      .number()
      .positive()
      .default(0.05)
      .describe('Standard deviation of the drawn weights.'),
  },
  build: (tf, { mean, stddev }, _, seed) => tf.initializers.randomNormal({ mean, stddev, seed }),
  fills: 'anything',
  biasFans: 'units',
});
