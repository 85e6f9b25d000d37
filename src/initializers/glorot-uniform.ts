import { drawScaled } from './draw-scaled';
import { defineInitializer } from './initializer-kind';

/** Glorot and Bengio (2010), in the distribution of Keras. */
export const glorotUniform = defineInitializer({
  description: 'Uniform with variance 2 / (fanIn + fanOut). For tanh and sigmoid.',
  otherNames: ['xavieruniform'],
  settings: {},
  build: (tf, _, fans, seed) =>
    drawScaled(tf, { scale: 1, mode: 'fanAvg', distribution: 'uniform' }, fans, seed),
  fills: 'anything',
  biasFans: 'units',
});
