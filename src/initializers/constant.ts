import { z } from 'zod';
import { defineInitializer } from './initializer-kind';

export const constant = defineInitializer({
  description: 'All the same.',
  settings: { value: z.number().describe('What every weight starts as.') },
  build: (tf, { value }) => tf.initializers.constant({ value }),
  fills: 'anything',
  biasFans: 'units',
});
