import { defineInitializer } from './initializer-kind';

/** Saxe et al. (2014). */
export const orthogonal = defineInitializer({
  description: 'A random matrix with orthogonal rows or columns of length 1.',
  settings: {},
  build: (tf, _, __, seed) => tf.initializers.orthogonal({ seed }),
  fills: 'matrices',
  biasFans: 'units',
});
