import { z } from 'zod';
import { drawScaled } from './draw-scaled';
import { defineInitializer } from './initializer-kind';

export const varianceScaling = defineInitializer({
  description: 'Variance scale / fan, whatever the distribution.',
  settings: {
    scale: z.number().positive().default(1).describe('Variance times fan.'),
    mode: z
      .enum(['fanIn', 'fanOut', 'fanAvg'])
      .default('fanIn')
      .describe('Which fan: inputs of a unit, units that an input goes to, or the mean of both.'),
    distribution: z
      .enum(['normal', 'uniform', 'truncatedNormal'])
      .default('normal')
      .describe('`normal` is not cut off; in Keras that is `untruncated_normal`.'),
  },
  build: drawScaled,
  fills: 'anything',
  biasFans: 'units',
});
