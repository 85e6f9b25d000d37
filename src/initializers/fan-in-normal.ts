import { z } from 'zod';
import { defineInitializer } from './initializer-kind';

export const fanInNormal = defineInitializer({
  description: 'Normal with stddev gain / sqrt(fanIn), or gain / sqrt(fanIn + 1) with countBias.',
  settings: {
    gain: z.number().positive().default(1).describe('Standard deviation times sqrt(fanIn).'),
    countBias: z.boolean().default(false).describe('Counts the bias as one more input.'),
  },
  build: (tf, { gain, countBias }, { fanIn }, seed) =>
    tf.initializers.randomNormal({
      mean: 0,
      stddev: gain / Math.sqrt(fanIn + (countBias ? 1 : 0)),
      seed,
    }),
  fills: 'anything',
  biasFans: 'of the kernel',
});
