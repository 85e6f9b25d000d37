import { defineInitializer } from './initializer-kind';

export const zeros = defineInitializer({
  description: 'All 0.',
  settings: {},
  build: (tf) => tf.initializers.zeros(),
  fills: 'anything',
  biasFans: 'units',
});
