import { drawScaled } from './draw-scaled';
import { defineInitializer } from './initializer-kind';

/** LeCun et al. (1998), in the distribution of Keras. */
export const leCunNormal = defineInitializer({
  description: 'Normal, cut off at two standard deviations, with variance 1 / fanIn.',
  otherNames: ['lecun'],
  settings: {},
  build: (tf, _, fans, seed) =>
    drawScaled(tf, { scale: 1, mode: 'fanIn', distribution: 'truncatedNormal' }, fans, seed),
  fills: 'anything',
  biasFans: 'units',
});
