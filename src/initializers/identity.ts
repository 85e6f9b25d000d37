import { defineInitializer } from './initializer-kind';

export const identity = defineInitializer({
  description: '1 on the diagonal, 0 beside it; for square matrices only.',
  settings: {},
  build: (tf) => tf.initializers.identity({}),
  fills: 'square matrices',
  biasFans: 'units',
});
