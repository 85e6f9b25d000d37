import type { Random } from '../../src/util/random';
import { unreachable } from '../../src/util/unreachable';

/** Names how the values of a tensor are drawn at the start. */
export type InitializerSettings =
  | { readonly type: 'zeros' | 'glorotUniform' }
  | { readonly type: 'constant'; readonly value: number }
  | {
      readonly type: 'randomNormal' | 'truncatedNormal';
      readonly mean: number;
      readonly stddev: number;
    }
  | { readonly type: 'fanInNormal'; readonly gain: number; readonly countBias: boolean };

/** Normal divided by the root of the fan-in: each net input starts with the variance of its data. */
export const normalByFanIn: InitializerSettings = {
  type: 'fanInNormal',
  gain: 1,
  countBias: false,
};

/** Normal / sqrt((fanIn + 1) / 2): for ReLU, which halves the variance; the bias is an input too. */
export const normalForRelu: InitializerSettings = {
  type: 'fanInNormal',
  gain: Math.SQRT2,
  countBias: true,
};

/** Normal / sqrt(fanIn + 1), the bias counted as an input. */
export const normalWithBias: InitializerSettings = {
  type: 'fanInNormal',
  gain: 1,
  countBias: true,
};

/**
 * Draws the kernel of a dense layer, `[fanIn, fanOut]`, row-major.
 *
 * @param random the stream of this one tensor.
 */
export function drawKernel(
  settings: InitializerSettings,
  fanIn: number,
  fanOut: number,
  random: Random,
): Float64Array {
  return new Float64Array(fanIn * fanOut).map(createDraw(settings, fanIn, fanOut, random));
}

/**
 * Draws the biases of a dense layer, `[fanOut]`. `fanInNormal` takes the fan-in of the kernel: biases
 * are weights of one more input. For Glorot's, both fans of a vector are its length, as in Keras.
 */
export function drawBias(
  settings: InitializerSettings,
  fanIn: number,
  fanOut: number,
  random: Random,
): Float64Array {
  const ownFanIn = settings.type === 'fanInNormal' ? fanIn : fanOut;
  return new Float64Array(fanOut).map(createDraw(settings, ownFanIn, fanOut, random));
}

function createDraw(
  settings: InitializerSettings,
  fanIn: number,
  fanOut: number,
  random: Random,
): () => number {
  switch (settings.type) {
    case 'zeros':
      return () => 0;
    case 'constant':
      return () => settings.value;
    case 'glorotUniform': {
      // Glorot and Bengio (2010), equation 16.
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      return () => limit * (2 * random.uniform() - 1);
    }
    case 'randomNormal':
      return () => settings.mean + settings.stddev * random.normal();
    case 'truncatedNormal':
      return () => settings.mean + settings.stddev * drawWithinTwo(random);
    case 'fanInNormal': {
      const stddev = settings.gain / Math.sqrt(fanIn + (settings.countBias ? 1 : 0));
      return () => stddev * random.normal();
    }
    default:
      return unreachable(settings);
  }
}

/** Standard normal, drawn again while further than 2 from 0: TensorFlow's truncation. */
function drawWithinTwo(random: Random): number {
  let value = random.normal();
  while (Math.abs(value) > 2) value = random.normal();
  return value;
}
