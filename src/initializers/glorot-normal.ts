import { drawScaled } from './draw-scaled';
import { defineInitializer } from './initializer-kind';

/** Glorot and Bengio (2010), in the distribution of Keras. */
export const glorotNormal = defineInitializer({
  description: 'Normal, cut off at two standard deviations, with variance 2 / (fanIn + fanOut).',
  otherNames: ['xaviernormal'],
  settings: {},
  build: (tf, _, fans, seed) =>
    drawScaled(tf, { scale: 1, mode: 'fanAvg', distribution: 'truncatedNormal' }, fans, seed),
  fills: 'anything',
  biasFans: 'units',
});
