/*
 * The forward pass of an exported page, in plain JavaScript. The page holds this file as it is
 * compiled, so it imports nothing, and knows the operations by what the page's JSON says of them.
 */

/** An operation, with its weights as floats: `kernel`, `bias`, `gamma` and so on. */
export interface PageOperation {
  readonly kind: string;
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly window?: {
    readonly size: number;
    readonly strides: number;
    /** Zeros before the first row and the first column. */
    readonly top: number;
    readonly left: number;
  };
  readonly activation?: { readonly type: string; readonly alpha?: number };
  readonly epsilon?: number;
  readonly weights: Readonly<Record<string, Float32Array | undefined>>;
}

type Values = Float32Array;

/**
 * What a network gives for one example.
 *
 * @param inputs as the data set has them, row-major, channels last.
 */
export function runNetwork(operations: readonly PageOperation[], inputs: Values): Values {
  let values = inputs;
  for (const operation of operations) {
    const run = kinds[operation.kind];
    if (run === undefined) throw new Error(`No operation ${operation.kind}`);
    values = run(values, operation);
  }
  return values;
}

const kinds: Readonly<Record<string, (input: Values, operation: PageOperation) => Values>> = {
  rescale: (input, { weights: { scale, offset } }) =>
    input.map((value, at) => value * unitOf(scale, at) + unitOf(offset, at)),
  flatten: (input) => input,
  dense: (input, { weights: { kernel, bias }, outputShape }) => {
    const units = outputShape[0] ?? 0;
    const sums = new Float64Array(units);
    for (let at = 0; at < input.length; at += 1) {
      const value = input[at] ?? 0;
      for (let unit = 0; unit < units; unit += 1) {
        sums[unit] = (sums[unit] ?? 0) + value * (kernel?.[at * units + unit] ?? 0);
      }
    }
    return Float32Array.from(sums, (sum, unit) => sum + (bias?.[unit] ?? 0));
  },
  convolution: (input, { weights: { kernel, bias }, ...operation }) => {
    const channels = operation.inputShape[2] ?? 1;
    const filters = operation.outputShape[2] ?? 1;
    return slide(operation, (output, pixels) => {
      for (let filter = 0; filter < filters; filter += 1) output[filter] = bias?.[filter] ?? 0;
      for (const { at, place } of pixels) {
        for (let channel = 0; channel < channels; channel += 1) {
          const value = input[at + channel] ?? 0;
          const start = (place * channels + channel) * filters;
          for (let filter = 0; filter < filters; filter += 1) {
            output[filter] = (output[filter] ?? 0) + value * (kernel?.[start + filter] ?? 0);
          }
        }
      }
    });
  },
  depthwiseConvolution: (input, { weights: { kernel, bias }, ...operation }) => {
    const channels = operation.inputShape[2] ?? 1;
    const units = operation.outputShape[2] ?? 1;
    return slide(operation, (output, pixels) => {
      for (let unit = 0; unit < units; unit += 1) {
        const channel = Math.floor((unit * channels) / units);
        let sum = bias?.[unit] ?? 0;
        for (const { at, place } of pixels) {
          sum += (input[at + channel] ?? 0) * (kernel?.[place * units + unit] ?? 0);
        }
        output[unit] = sum;
      }
    });
  },
  maxPool: (input, operation) =>
    slide(operation, (output, pixels) => {
      for (let channel = 0; channel < output.length; channel += 1) {
        output[channel] = Math.max(...pixels.map(({ at }) => input[at + channel] ?? 0));
      }
    }),
  averagePool: (input, operation) =>
    slide(operation, (output, pixels) => {
      for (let channel = 0; channel < output.length; channel += 1) {
        const sum = pixels.reduce((total, { at }) => total + (input[at + channel] ?? 0), 0);
        output[channel] = sum / pixels.length;
      }
    }),
  globalAveragePool: (input, { outputShape: [channels = 1] }) => {
    const sums = new Float64Array(channels);
    input.forEach((value, at) => {
      sums[at % channels] = (sums[at % channels] ?? 0) + value;
    });
    return Float32Array.from(sums, (sum) => (sum * channels) / input.length);
  },
  batchNorm: (input, { weights: { gamma, beta, mean, variance }, epsilon = 0 }) =>
    input.map((value, at) => {
      const centered = value - unitOf(mean, at);
      const spread = Math.sqrt(unitOf(variance, at) + epsilon);
      return (centered / spread) * unitOf(gamma, at) + unitOf(beta, at);
    }),
  layerNorm: (input, { weights: { gamma, beta }, epsilon = 0 }) =>
    alongUnits(input, gamma?.length ?? 1, (units) => {
      const mean = average(units);
      const variance = average(units.map((value) => (value - mean) ** 2));
      const spread = Math.sqrt(variance + epsilon);
      return units.map(
        (value, unit) => ((value - mean) / spread) * (gamma?.[unit] ?? 1) + (beta?.[unit] ?? 0),
      );
    }),
  softmax: (input) => {
    const largest = Math.max(...input);
    const powers = Float64Array.from(input, (value) => Math.exp(value - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    return Float32Array.from(powers, (power) => power / sum);
  },
  activation: (input, { activation }) => {
    const { type = '', alpha = 0 } = activation ?? {};
    const run = activations[type];
    if (run === undefined) throw new Error(`No activation ${type}`);
    return input.map((value) => run(value, alpha));
  },
};

const logistic = (z: number): number => 1 / (1 + Math.exp(-z));
/** Of Klambauer et al. (2017). */
const [seluScale, seluAlpha] = [1.0507009873554805, 1.6732632423543772];

const activations: Readonly<Record<string, (z: number, alpha: number) => number>> = {
  relu: (z) => Math.max(0, z),
  leakyRelu: (z, alpha) => (z > 0 ? z : alpha * z),
  tanh: Math.tanh,
  sigmoid: logistic,
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  selu: (z) => seluScale * (z > 0 ? z : seluAlpha * Math.expm1(z)),
  silu: (z) => z * logistic(z),
  softplus: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  softsign: (z) => z / (1 + Math.abs(z)),
  gelu: (z) => 0.5 * z * (1 + erf(z * Math.SQRT1_2)),
  geluTanh: (z) => 0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3))),
};

/**
 * The error function, by its series near 0 and by the continued fraction of its complement elsewhere
 * (Abramowitz and Stegun, 7.1.6 and 7.1.14).
 */
function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  const factor = Math.exp(-size * size);
  if (size < 2) {
    let term = size;
    let sum = size;
    for (let n = 1; n < 60; n += 1) {
      term *= (2 * size * size) / (2 * n + 1);
      sum += term;
    }
    return Math.sign(x) * (2 / Math.sqrt(Math.PI)) * factor * sum;
  }
  let fraction = 0;
  for (let n = 60; n >= 1; n -= 1) fraction = n / 2 / (size + fraction);
  return Math.sign(x) * (1 - factor / Math.sqrt(Math.PI) / (size + fraction));
}

/** A pixel that a window covers: where its channels start, and its place in the window. */
interface CoveredPixel {
  readonly at: number;
  readonly place: number;
}

/** Fills the units of every place of a window, from the pixels of the image that it covers there. */
function slide(
  { inputShape, outputShape, window }: Omit<PageOperation, 'weights'>,
  fill: (units: Values, pixels: readonly CoveredPixel[]) => void,
): Values {
  const [height = 1, width = 1, channels = 1] = inputShape;
  const [rows = 1, columns = 1, units = 1] = outputShape;
  const { size, strides, top, left } = window ?? { size: 1, strides: 1, top: 0, left: 0 };
  const output = new Float32Array(rows * columns * units);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const pixels: CoveredPixel[] = [];
      for (let place = 0; place < size * size; place += 1) {
        const y = row * strides - top + Math.floor(place / size);
        const x = column * strides - left + (place % size);
        if (y < 0 || x < 0 || y >= height || x >= width) continue;
        pixels.push({ at: (y * width + x) * channels, place });
      }
      const start = (row * columns + column) * units;
      fill(output.subarray(start, start + units), pixels);
    }
  }
  return output;
}

/** Replaces the units of each pixel, or of the vector. */
function alongUnits(input: Values, units: number, replace: (units: Values) => Values): Values {
  const output = new Float32Array(input.length);
  for (let start = 0; start < input.length; start += units) {
    output.set(replace(input.subarray(start, start + units)), start);
  }
  return output;
}

function average(values: Values): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value of a unit, or the one for all. */
function unitOf(values: Values | undefined, at: number): number {
  return values?.[at % values.length] ?? 0;
}
