import { z } from 'zod';
import { defineInitializer } from './initializer-kind';

export const truncatedNormal = defineInitializer({
  description: 'Normal, cut off at two standard deviations, whatever the size of the layer.',
  settings: {
    mean: z.number().default(0).describe('Mean of the drawn weights.'),
    stddev: z
      .number()
      .positive()
      .default(0.1)
      .describe(
        'Standard deviation before values beyond two of them are drawn again, as in TensorFlow: 0.88 of it is left.',
      ),
  },
  build: (tf, { mean, stddev }, _, seed) => tf.initializers.truncatedNormal({ mean, stddev, seed }),
  fills: 'anything',
  biasFans: 'units',
});
