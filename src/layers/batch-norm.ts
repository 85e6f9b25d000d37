import { z } from 'zod';
import type { Tensor, TensorFlow } from '../tensorflow/types';
import { withGradient } from '../tensorflow/with-gradient';
import { defineLayer } from './layer-kind';
import { perUnit } from './weight-plan';

/** Ioffe and Szegedy (2015). */
export const batchNorm = defineLayer({
  description:
    'Brings each unit (of images, each channel) to mean 0 and variance 1 within the batch, then multiplies by a gain and adds an offset, which are trained. Evaluations take moving averages of mean and variance instead. As in Keras; PyTorch averages variances with n - 1 in place of n.',
  otherNames: ['batchnormalization', 'batchnorm1d', 'batchnorm2d'],
  settings: {
    momentum: z
      .number()
      .min(0)
      .lt(1)
      .default(0.99)
      .describe(
        'What a step leaves of the moving averages. PyTorch states what it takes: 0.1 there is 0.9 here.',
      ),
    epsilon: z
      .number()
      .positive()
      .default(1e-3)
      .describe('Added to the variance. The default of PyTorch is 1e-5.'),
  },
  nameStem: 'batchNorm',
  isAlwaysNumbered: false,
  takes: 'anything',
  gives: 'activations',
  window: () => undefined,
  outputShape: (_, input) => input,
  weights(_, input) {
    const units = input.at(-1) ?? 1;
    return [
      perUnit('gamma', 'gain', units, 1),
      perUnit('beta', 'bias', units, 0),
      perUnit('moving_mean', 'statistic', units, 0),
      perUnit('moving_variance', 'statistic', units, 1),
    ];
  },
  activation: () => undefined,
  findOddities: ({ momentum }, { steps, batchSize, inputShape }) => [
    ...(momentum ** steps < largestRest ? [] : [describeRest(momentum, steps)]),
    ...(batchSize > 1 || inputShape.length > 1 ? [] : [singleExample]),
  ],
  build({ momentum, epsilon }, { tf, name, isPortable, define }) {
    if (isPortable) return tf.layers.batchNormalization({ name, momentum, epsilon });
    return define((input, { weight, training }) => {
      const [gain, offset] = [weight('gamma'), weight('beta')];
      if (training === undefined) {
        const scale = tf.mul(gain, tf.rsqrt(tf.add(weight('moving_variance'), epsilon)));
        const shift = tf.sub(offset, tf.mul(weight('moving_mean'), scale));
        return tf.add(tf.mul(input, scale), shift);
      }
      return normalize(tf, { input, gain, offset, epsilon }, (statistics) => {
        for (const [statistic, value] of Object.entries(statistics)) {
          const old = weight(statistic);
          training.setNext(statistic, tf.add(old, tf.mul(tf.sub(value, old), 1 - momentum)));
        }
      });
    });
  },
});

/** Share of their first values up to which moving averages are of use. */
const largestRest = 0.05;

function describeRest(momentum: number, steps: number) {
  const share = `${Math.round(100 * momentum ** steps)} %`;
  return {
    setting: 'momentum',
    message: `\`momentum\` is ${momentum}, but the run has ${steps} steps: ${share} of the moving averages is still what they started from`,
    hint: 'Evaluations take them, and come out worse than they need to. A smaller momentum follows sooner.',
  };
}

const singleExample = {
  message: 'batchNorm sees one example at a time, and gives the same whatever that is',
  hint: 'Use larger batches, or `layerNorm`.',
};

/**
 * Normalizes by the statistics of the batch, `[units]` each, which are handed to `tell`. The gradient
 * is the one of the paper, section 3, in a few kernels: TensorFlow.js would go back through every
 * operation. (TensorFlow's own kernel for both is slower on all but large images.)
 */
function normalize(
  tf: TensorFlow,
  {
    input,
    gain,
    offset,
    epsilon,
  }: { input: Tensor; gain: Tensor; offset: Tensor; epsilon: number },
  tell: (statistics: { moving_mean: Tensor; moving_variance: Tensor }) => void,
): Tensor {
  const axes = input.shape.map((_, axis) => axis).slice(0, -1);
  const share = (input.shape.at(-1) ?? 1) / input.size;
  const sum = (values: Tensor): Tensor => tf.sum(values, axes);
  return withGradient(
    tf,
    [input, gain, offset],
    () => {
      const mean = tf.mul(sum(input), share);
      const centered = tf.sub(input, mean);
      const variance = tf.mul(sum(tf.square(centered)), share);
      tell({ moving_mean: mean, moving_variance: variance });
      const inverseStddev = tf.rsqrt(tf.add(variance, epsilon));
      const scale = tf.mul(gain, inverseStddev);
      const value = tf.add(tf.mul(centered, scale), offset);
      return { value, saved: [centered, inverseStddev, scale] };
    },
    (dy, [centered, inverseStddev, scale]) => {
      const offsetGradient = sum(dy);
      const gainGradient = tf.mul(sum(tf.mul(dy, centered)), inverseStddev);
      const alongMean = tf.sub(dy, tf.mul(offsetGradient, share));
      const alongSpread = tf.mul(centered, tf.mul(tf.mul(gainGradient, inverseStddev), share));
      return [tf.mul(tf.sub(alongMean, alongSpread), scale), gainGradient, offsetGradient];
    },
  );
}
