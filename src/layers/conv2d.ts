import { defineLayer } from './layer-kind';
import { convolutionSettings, convolutionWindow } from './settings/convolution-settings';
import { kernelSettings, ownActivation, unitCount } from './settings/kernel-settings';
import { channelsOf, slide } from './settings/window';
import { bias, kernel } from './weight-plan';

/** LeCun et al. (1989). The kernel is not flipped, as everywhere in the field. */
export const conv2d = defineLayer({
  description: 'Convolution of images.',
  otherNames: ['conv'],
  settings: {
    filters: unitCount.describe('How many filters.'),
    ...convolutionSettings,
    ...kernelSettings,
  },
  nameStem: 'conv',
  isAlwaysNumbered: true,
  takes: 'images',
  gives: 'preactivations',
  window: convolutionWindow,
  outputShape: (settings, input) => slide(convolutionWindow(settings), input, settings.filters),
  weights({ kernelSize, filters }, input) {
    const channels = channelsOf(input);
    const area = kernelSize ** 2;
    const fans = { fanIn: area * channels, fanOut: area * filters };
    return [kernel([kernelSize, kernelSize, channels, filters], fans), bias(filters, fans)];
  },
  activation: ownActivation,
  build: ({ filters, kernelSize, strides, padding }, { tf, name, initializer }) =>
    tf.layers.conv2d({
      name,
      filters,
      kernelSize,
      strides,
      padding,
      kernelInitializer: initializer('kernel'),
      biasInitializer: initializer('bias'),
    }),
});
