import { z } from 'zod';
import { defineLayer } from './layer-kind';

/** Share of units that dropout removes. */
export const dropoutRate = z.number().min(0).lt(1).describe('Share of units that dropout removes.');

/**
 * Srivastava et al. (2014), inverted: kept units are divided by the share that is kept. The mask
 * hangs on seed, name and step alone; a seeded dropout layer of TensorFlow.js would draw the same one
 * in every step.
 */
export const dropout = defineLayer({
  description: 'Sets a random share of the units to 0 while training.',
  settings: { rate: dropoutRate },
  nameStem: 'dropout',
  isAlwaysNumbered: false,
  takes: 'anything',
  gives: 'nothing new',
  window: () => undefined,
  outputShape: (_, input) => input,
  weights: () => [],
  activation: () => undefined,
  build({ rate }, { tf, name, isPortable, define }) {
    if (isPortable) return tf.layers.dropout({ name, rate });
    return define(
      (input, { training }) => {
        if (training === undefined) return input;
        const kept = tf.greaterEqual(training.drawUniform(input.shape), training.number('rate'));
        return tf.mul(tf.mul(input, training.number('scale')), tf.cast(kept, 'float32'));
      },
      { rate, scale: 1 / (1 - rate) },
    );
  },
});
