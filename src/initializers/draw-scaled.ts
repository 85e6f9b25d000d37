import type { Initializer, TensorFlow } from '../tensorflow/types';
import type { Fans } from './initializer-kind';

/** Variance `scale / fan`, whatever the distribution. */
export interface VarianceScaling {
  readonly scale: number;
  /** Which fan: inputs of a unit, units that an input goes to, or the mean of both. */
  readonly mode: 'fanIn' | 'fanOut' | 'fanAvg';
  readonly distribution: 'normal' | 'uniform' | 'truncatedNormal';
}

/**
 * Standard deviation of a standard normal cut off at 2 and -2: the root of
 * 1 - 4 phi(2) / (2 Phi(2) - 1). What is to have a standard deviation after the cut starts with one
 * larger by as much, as in Keras's `VarianceScaling`.
 */
const truncatedStddev = 0.87962566103423978;

/**
 * Draws with variance `scale / fan`. Not tfjs's own initializer of that name: its truncated normals
 * lose a fifth of their variance to the cut, and it takes the root of their length for the fan of
 * biases.
 */
export function drawScaled(
  { initializers }: TensorFlow,
  { scale, mode, distribution }: VarianceScaling,
  fans: Fans,
  seed: number,
): Initializer {
  const fan = { ...fans, fanAvg: (fans.fanIn + fans.fanOut) / 2 }[mode];
  const variance = scale / fan;
  switch (distribution) {
    case 'normal':
      return initializers.randomNormal({ mean: 0, stddev: Math.sqrt(variance), seed });
    case 'truncatedNormal': {
      const stddev = Math.sqrt(variance) / truncatedStddev;
      return initializers.truncatedNormal({ mean: 0, stddev, seed });
    }
    case 'uniform': {
      const limit = Math.sqrt(3 * variance);
      return initializers.randomUniform({ minval: -limit, maxval: limit, seed });
    }
  }
}
