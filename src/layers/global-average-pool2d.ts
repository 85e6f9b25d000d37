import { withGradient } from '../tensorflow/with-gradient';
import { defineLayer } from './layer-kind';
import { channelsOf } from './settings/window';

/** Lin et al. (2014). */
export const globalAveragePool2d = defineLayer({
  description:
    'The mean of each channel over all pixels: a vector, whatever the size of the image.',
  otherNames: ['globalaveragepooling2d', 'globalavgpool', 'adaptiveavgpool2d'],
  settings: {},
  nameStem: 'globalPool',
  isAlwaysNumbered: false,
  takes: 'images',
  gives: 'activations',
  window: () => undefined,
  outputShape: (_, input) => [channelsOf(input)],
  weights: () => [],
  activation: () => undefined,
  build: (_, { tf, name, isPortable, define }) =>
    isPortable
      ? tf.layers.globalAveragePooling2d({ name })
      : define((input) => {
          const [batch = 1, height = 1, width = 1, channels = 1] = input.shape;
          return withGradient(
            tf,
            [input],
            () => ({ value: tf.mean(input, [1, 2]), saved: [] }),
            // The gradient of tfjs's own mean multiplies by as many ones, made in JavaScript.
            (dy) => {
              const pixel = tf.reshape(tf.mul(dy, 1 / (height * width)), [batch, 1, 1, channels]);
              return [tf.tile(pixel, [1, height, width, 1])];
            },
          );
        }),
});
