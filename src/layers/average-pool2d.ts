import { defineLayer } from './layer-kind';
import { poolSettings, poolWindow } from './settings/pool-settings';
import { channelsOf, slide } from './settings/window';

/** LeCun et al. (1989). What padding adds is left out of the mean. */
export const averagePool2d = defineLayer({
  description: 'The mean of each window.',
  otherNames: ['avgpool', 'averagepooling2d'],
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
    return tf.layers.averagePooling2d({ name, poolSize, strides, padding });
  },
});
