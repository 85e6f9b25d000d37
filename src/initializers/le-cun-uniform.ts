import { drawScaled } from './draw-scaled';
import { defineInitializer } from './initializer-kind';

/** LeCun et al. (1998), in the distribution of Keras. */
export const leCunUniform = defineInitializer({
  description: 'Uniform with variance 1 / fanIn.',
  settings: {},
  build: (tf, _, fans, seed) =>
    drawScaled(tf, { scale: 1, mode: 'fanIn', distribution: 'uniform' }, fans, seed),
  fills: 'anything',
  biasFans: 'units',
});
