import { defineLayer } from './layer-kind';
import { convolutionSettings, convolutionWindow } from './settings/convolution-settings';
import { kernelSettings, ownActivation, unitCount } from './settings/kernel-settings';
import { channelsOf, slide } from './settings/window';
import { bias, kernel } from './weight-plan';

/** Chollet (2017); nothing but the filters stands between its two halves. */
export const separableConv2d = defineLayer({
  description:
    'Convolution of each channel of images by itself (`depthwiseConv2d`), then sums over channels at each pixel: close to `conv2d` with far fewer weights.',
  otherNames: ['separableconvolution2d'],
  settings: {
    filters: unitCount.describe('How many sums over channels.'),
    ...convolutionSettings,
    depthMultiplier: unitCount.default(1).describe('How many filters each channel has.'),
    ...kernelSettings,
  },
  nameStem: 'conv',
  isAlwaysNumbered: true,
  takes: 'images',
  gives: 'preactivations',
  window: convolutionWindow,
  outputShape: (settings, input) => slide(convolutionWindow(settings), input, settings.filters),
  weights({ filters, kernelSize, depthMultiplier }, input) {
    const channels = channelsOf(input);
    const area = kernelSize ** 2;
    const depthwise = [kernelSize, kernelSize, channels, depthMultiplier];
    const pointwise = [1, 1, channels * depthMultiplier, filters];
    const sums = { fanIn: channels * depthMultiplier, fanOut: filters };
    return [
      kernel(depthwise, { fanIn: area, fanOut: area * depthMultiplier }, 'depthwise_kernel'),
      kernel(pointwise, sums, 'pointwise_kernel'),
      bias(filters, sums),
    ];
  },
  activation: ownActivation,
  build: (settings, { tf, name, initializer }) => {
    const { filters, kernelSize, strides, padding, depthMultiplier } = settings;
    const layer = tf.layers.separableConv2d({
      name,
      filters,
      kernelSize,
      strides,
      padding,
      depthMultiplier,
      depthwiseInitializer: initializer('depthwise_kernel'),
      biasInitializer: initializer('bias'),
    });
    const { getConfig } = layer;
    return Object.assign(layer, {
      // tfjs takes the initializer of the depthwise kernel for both,
      pointwiseInitializer: initializer('pointwise_kernel'),
      // and leaves the multiplier out of saved models.
      getConfig: () => ({ ...getConfig.call(layer), depthMultiplier }),
    });
  },
});
