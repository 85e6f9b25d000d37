import { defineLayer } from './layer-kind';
import { poolSettings, poolWindow } from './settings/pool-settings';
import { channelsOf, slide } from './settings/window';

/** Riesenhuber and Poggio (1999). */
export const maxPool2d = defineLayer({
  description: 'The largest value of each window.',
  otherNames: ['maxpool', 'maxpooling2d'],
  settings: poolSettings,
  nameStem: 'pool',
  isAlwaysNumbered: true,
  takes: 'images',
  gives: 'activations',
  window: poolWindow,
  outputShape: (settings, input) => slide(poolWindow(settings), input, channelsOf(input)),
  weights: () => [],
  activation: () => undefined,
  build(settings, { tf, name }) {
    const { size: poolSize, strides, padding } = poolWindow(settings);
    return tf.layers.maxPooling2d({ name, poolSize, strides, padding });
  },
});
