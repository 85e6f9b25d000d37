import { drawScaled } from './draw-scaled';
import { defineInitializer } from './initializer-kind';

/** He et al. (2015), in the distribution of Keras. */
export const heNormal = defineInitializer({
  description: 'Normal, cut off at two standard deviations, with variance 2 / fanIn. For relu.',
  otherNames: ['he', 'kaiming', 'kaimingnormal'],
  settings: {},
  build: (tf, _, fans, seed) =>
    drawScaled(tf, { scale: 2, mode: 'fanIn', distribution: 'truncatedNormal' }, fans, seed),
  fills: 'anything',
  biasFans: 'units',
});
