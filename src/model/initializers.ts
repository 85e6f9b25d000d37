import type { InitializerSpec } from '../spec/initializer-schema';
import { unreachable } from '../util/unreachable';
import { tf } from './tensorflow';

type Initializer = ReturnType<typeof tf.initializers.zeros>;

/** tfjs takes a `minval` of 0 for "not given"; the smallest positive number is drawn alike. */
const nonZero = (value: number): number => (value === 0 ? Number.MIN_VALUE : value);

/** How many values feed one unit of a layer, and how many units one value feeds. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

type VarianceScaling = Extract<InitializerSpec, { type: 'varianceScaling' }>;

/**
 * Draws with variance `scale / fan`. Not tfjs's own initializer of that name: it draws from a
 * uniform distribution when asked for `truncatedNormal`.
 */
function buildVarianceScaling(spec: VarianceScaling, fans: Fans, seed: number): Initializer {
  const fan = { ...fans, fanAvg: (fans.fanIn + fans.fanOut) / 2 }[spec.mode];
  const stddev = Math.sqrt(spec.scale / fan);
  switch (spec.distribution) {
    case 'normal':
      return tf.initializers.randomNormal({ mean: 0, stddev, seed });
    case 'truncatedNormal':
      return tf.initializers.truncatedNormal({ mean: 0, stddev, seed });
    case 'uniform': {
      const limit = Math.sqrt(3) * stddev;
      return tf.initializers.randomUniform({ minval: -limit, maxval: limit, seed });
    }
    default:
      return unreachable(spec.distribution);
  }
}

/**
 * Makes a tfjs initializer.
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
    case 'orthogonal':
      return initializers[spec.type]({ seed });
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
