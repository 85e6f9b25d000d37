import { kernelSettings, ownActivation, unitCount } from './kernel-settings';
import { defineLayer } from './layer-kind';
import { bias, kernel } from './weight-plan';
import { channelsOf, padding, slide, type Window, windowSize } from './window';

const windowOf = (settings: { kernelSize: number; strides: number } & Pick<Window, 'padding'>) => ({
  ...settings,
  size: settings.kernelSize,
});

/** LeCun et al. (1989). The kernel is not flipped, as everywhere in the field. */
export const conv2d = defineLayer({
  description: 'Convolution of images.',
  settings: {
    filters: unitCount.describe('How many filters.'),
    kernelSize: windowSize.describe('Pixels on a side of a filter.'),
    strides: windowSize.default(1).describe('Pixels from one place of a filter to the next.'),
    padding,
    ...kernelSettings,
  },
  nameStem: 'conv',
  isAlwaysNumbered: true,
  takes: 'images',
  gives: 'preactivations',
  window: windowOf,
  outputShape: (settings, input) => slide(windowOf(settings), input, settings.filters),
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
