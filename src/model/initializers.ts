import type { InitializerSpec } from '../spec/initializer-schema';
import { tf } from '../tensorflow/tensorflow';
import type { Initializer } from '../tensorflow/types';
import { unreachable } from '../util/unreachable';

/** tfjs takes a `minval` of 0 for "not given"; the smallest positive number is drawn alike. */
const nonZero = (value: number): number => (value === 0 ? Number.MIN_VALUE : value);

/**
 * How many values feed one unit of a layer, and how many units one value feeds: of a convolution,
 * those of the area that its kernel covers.
 */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

type VarianceScaling = Omit<Extract<InitializerSpec, { type: 'varianceScaling' }>, 'type'>;

/**
 * Standard deviation of a standard normal cut off at 2 and -2: the root of
 * 1 - 4 phi(2) / (2 Phi(2) - 1). What is to have a standard deviation after the cut starts with one
 * larger by as much, as in Keras's `VarianceScaling`.
 */
const truncatedStddev = 0.87962566103423978;

/**
 * What the named initializers are short for: Glorot and Bengio (2010), He et al. (2015) and LeCun et
 * al. (1998), in the distributions of Keras.
 */
const namedScalings = {
  glorotUniform: { scale: 1, mode: 'fanAvg', distribution: 'uniform' },
  glorotNormal: { scale: 1, mode: 'fanAvg', distribution: 'truncatedNormal' },
  heUniform: { scale: 2, mode: 'fanIn', distribution: 'uniform' },
  heNormal: { scale: 2, mode: 'fanIn', distribution: 'truncatedNormal' },
  leCunUniform: { scale: 1, mode: 'fanIn', distribution: 'uniform' },
  leCunNormal: { scale: 1, mode: 'fanIn', distribution: 'truncatedNormal' },
} as const satisfies Record<string, VarianceScaling>;

/**
 * Draws with variance `scale / fan`. Not tfjs's own initializer of that name: its truncated normals
 * lose a fifth of their variance to the cut, and it takes the root of their length for the fan of
 * biases.
 */
function buildVarianceScaling(spec: VarianceScaling, fans: Fans, seed: number): Initializer {
  const fan = { ...fans, fanAvg: (fans.fanIn + fans.fanOut) / 2 }[spec.mode];
  const variance = spec.scale / fan;
  switch (spec.distribution) {
    case 'normal':
      return tf.initializers.randomNormal({ mean: 0, stddev: Math.sqrt(variance), seed });
    case 'truncatedNormal': {
      const stddev = Math.sqrt(variance) / truncatedStddev;
      return tf.initializers.truncatedNormal({ mean: 0, stddev, seed });
    }
    case 'uniform': {
      const limit = Math.sqrt(3 * variance);
      return tf.initializers.randomUniform({ minval: -limit, maxval: limit, seed });
    }
    default:
      return unreachable(spec.distribution);
  }
}

/**
 * Makes a tfjs initializer of a kernel.
 *
 * @param seed sub-seed of this one tensor, not 0: tfjs takes 0 for "no seed", and gives equal
 * values to equal seeds.
 */
export function buildInitializer(spec: InitializerSpec, fans: Fans, seed: number): Initializer {
  const { initializers } = tf;
  switch (spec.type) {
    case 'zeros':
      return initializers.zeros();
    case 'ones':
      return initializers.ones();
    case 'identity':
      return initializers.identity({});
    case 'constant':
      return initializers.constant({ value: spec.value });
    case 'glorotUniform':
    case 'glorotNormal':
    case 'heNormal':
    case 'heUniform':
    case 'leCunNormal':
    case 'leCunUniform':
      return buildVarianceScaling(namedScalings[spec.type], fans, seed);
    case 'orthogonal':
      return initializers.orthogonal({ seed });
    case 'randomNormal':
    case 'truncatedNormal':
      return initializers[spec.type]({ mean: spec.mean, stddev: spec.stddev, seed });
    case 'randomUniform':
      return initializers.randomUniform({
        minval: nonZero(spec.min),
        maxval: nonZero(spec.max),
        seed,
      });
    case 'varianceScaling':
      return buildVarianceScaling(spec, fans, seed);
    case 'fanInNormal':
      return initializers.randomNormal({
        mean: 0,
        stddev: spec.gain / Math.sqrt(fans.fanIn + (spec.countBias ? 1 : 0)),
        seed,
      });
    default:
      return unreachable(spec);
  }
}

/**
 * Makes a tfjs initializer of biases, `[units]`. For `fanInNormal` they are weights of one more
 * input; where Keras has the initializer, both fans of a vector are its length, as there.
 *
 * @param fans those of the layer's kernel.
 * @param seed as in `buildInitializer`.
 */
export function buildBiasInitializer(
  spec: InitializerSpec,
  fans: Fans,
  units: number,
  seed: number,
): Initializer {
  const own = spec.type === 'fanInNormal' ? fans : { fanIn: units, fanOut: units };
  return buildInitializer(spec, own, seed);
}
