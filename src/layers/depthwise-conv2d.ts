import { defineLayer } from './layer-kind';
import { convolutionSettings, convolutionWindow } from './settings/convolution-settings';
import { kernelSettings, ownActivation, unitCount } from './settings/kernel-settings';
import { channelsOf, slide } from './settings/window';
import { bias, kernel } from './weight-plan';

/** Howard et al. (2017), the first half of a separable convolution. */
export const depthwiseConv2d = defineLayer({
  description:
    'Convolution of each channel of images by itself. A filter sees one channel, so that its fan-in is the area of the kernel, as in PyTorch; Keras counts all channels, and starts with smaller weights.',
  otherNames: ['depthwise'],
  settings: {
    ...convolutionSettings,
    depthMultiplier: unitCount.default(1).describe('How many filters each channel has.'),
    ...kernelSettings,
  },
  nameStem: 'conv',
  isAlwaysNumbered: true,
  takes: 'images',
  gives: 'preactivations',
  window: convolutionWindow,
  outputShape: (settings, input) =>
    slide(convolutionWindow(settings), input, channelsOf(input) * settings.depthMultiplier),
  weights({ kernelSize, depthMultiplier }, input) {
    const channels = channelsOf(input);
    const area = kernelSize ** 2;
    const fans = { fanIn: area, fanOut: area * depthMultiplier };
    const shape = [kernelSize, kernelSize, channels, depthMultiplier];
    return [kernel(shape, fans, 'depthwise_kernel'), bias(channels * depthMultiplier, fans)];
  },
  activation: ownActivation,
  build: (settings, { tf, name, initializer }) => {
    const { kernelSize, strides, padding, depthMultiplier } = settings;
    return tf.layers.depthwiseConv2d({
      name,
      kernelSize,
      strides,
      padding,
      depthMultiplier,
      depthwiseInitializer: initializer('depthwise_kernel'),
      biasInitializer: initializer('bias'),
    });
  },
});
