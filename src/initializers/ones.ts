import { defineInitializer } from './initializer-kind';

export const ones = defineInitializer({
  description: 'All 1.',
  settings: {},
  build: (tf) => tf.initializers.ones(),
  fills: 'anything',
  biasFans: 'units',
});
