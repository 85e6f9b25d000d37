import { drawScaled } from './draw-scaled';
import { defineInitializer } from './initializer-kind';

/** He et al. (2015), in the distribution of Keras. */
export const heUniform = defineInitializer({
  description: 'Uniform with variance 2 / fanIn. For relu.',
  otherNames: ['kaiminguniform'],
  settings: {},
  build: (tf, _, fans, seed) =>
    drawScaled(tf, { scale: 2, mode: 'fanIn', distribution: 'uniform' }, fans, seed),
  fills: 'anything',
  biasFans: 'units',
});
