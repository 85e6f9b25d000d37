import { countValues } from '../util/count-values';
import { defineLayer } from './layer-kind';

export const flatten = defineLayer({
  description: 'Makes a vector of an image; dense layers do so by themselves.',
  settings: {},
  nameStem: 'flatten',
  isAlwaysNumbered: false,
  takes: 'anything',
  gives: 'nothing new',
  window: () => undefined,
  outputShape: (_, input) => [countValues(input)],
  weights: () => [],
  activation: () => undefined,
  build: (_, { tf, name }) => tf.layers.flatten({ name }),
});
