import { buildInitializer } from '../../src/initializers/build-initializer';
import { initializerSchema } from '../../src/initializers/registry';
import { buildNetwork } from '../../src/model/network';
import { modelSchema } from '../../src/spec/model-schema';
import { tf } from '../../src/tensorflow/tensorflow';

const fans = { fanIn: 200, fanOut: 300 };

/** 60,000 values of an initializer. */
function draw(spec: unknown, seed = 7): Float32Array {
  return tf.tidy(() =>
    buildInitializer(tf, initializerSchema.parse(spec), fans, seed)
      .apply([200, 300])
      .dataSync<'float32'>()
      .slice(),
  );
}

function describeValues(values: Float32Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return { mean, stddev: Math.sqrt(variance), largest };
}

const uniformStddev = (limit: number): number => limit / Math.sqrt(3);

// Variances and limits as Keras documents them, by Glorot and Bengio (2010), He et al. (2015) and
// LeCun et al. (1998). A standard normal cut off at 2 has a standard deviation of 0.8796.
test.each([
  ['glorotUniform', uniformStddev(Math.sqrt(6 / 500)), Math.sqrt(6 / 500)],
  ['xavier', uniformStddev(Math.sqrt(6 / 500)), Math.sqrt(6 / 500)],
  ['heUniform', uniformStddev(Math.sqrt(6 / 200)), Math.sqrt(6 / 200)],
  ['leCunUniform', uniformStddev(Math.sqrt(3 / 200)), Math.sqrt(3 / 200)],
  ['glorotNormal', Math.sqrt(2 / 500), (2 / 0.8796) * Math.sqrt(2 / 500)],
  ['heNormal', Math.sqrt(2 / 200), (2 / 0.8796) * Math.sqrt(2 / 200)],
  ['leCunNormal', Math.sqrt(1 / 200), (2 / 0.8796) * Math.sqrt(1 / 200)],
  [{ type: 'truncatedNormal', stddev: 0.1 }, 0.08796, 0.2],
  [{ type: 'randomNormal', stddev: 0.3 }, 0.3, Number.POSITIVE_INFINITY],
  [{ type: 'randomUniform', min: 0, max: 0.5 }, 0.5 / Math.sqrt(12), 0.5],
  [{ type: 'fanInNormal' }, 1 / Math.sqrt(200), Number.POSITIVE_INFINITY],
  [
    { type: 'fanInNormal', gain: Math.SQRT2, countBias: true },
    Math.sqrt(2 / 201),
    Number.POSITIVE_INFINITY,
  ],
  [
    { type: 'varianceScaling', distribution: 'normal' },
    1 / Math.sqrt(200),
    Number.POSITIVE_INFINITY,
  ],
  [
    { type: 'varianceScaling', mode: 'fanAvg', distribution: 'uniform', scale: 2 },
    Math.sqrt(2 / 250),
    Math.sqrt(6 / 250),
  ],
  [
    { type: 'varianceScaling', mode: 'fanOut', distribution: 'truncatedNormal' },
    1 / Math.sqrt(300),
    2 / 0.8796 / Math.sqrt(300),
  ],
])('%j draws with its spread and within its bounds', (spec, stddev, bound) => {
  const seen = describeValues(draw(spec));
  expect(seen.stddev / stddev).toBeGreaterThan(0.99);
  expect(seen.stddev / stddev).toBeLessThan(1.01);
  expect(seen.largest).toBeLessThanOrEqual(bound * 1.0001);
});

test.each(['truncatedNormal', 'glorotUniform', 'randomUniform'])(
  '%s repeats with its seed and differs with another',
  (spec) => {
    expect(draw(spec, 3)).toEqual(draw(spec, 3));
    expect(draw(spec, 3)).not.toEqual(draw(spec, 4));
  },
);

test('a uniform lower limit of 0 is kept', () => {
  expect(
    Math.min(...draw({ type: 'randomUniform', min: 0, max: 1 }).slice(0, 10_000)),
  ).toBeGreaterThanOrEqual(0);
});

test('constants are constant', () => {
  expect(new Set(draw({ type: 'constant', value: 0.5 }))).toEqual(new Set([0.5]));
  expect(new Set(draw('zeros'))).toEqual(new Set([0]));
  expect(new Set(draw('ones'))).toEqual(new Set([1]));
});

/** One weight of a network of one layer and the logits, drawn with seed 0. */
function drawWeight(
  weight: string,
  initializer: string,
  layer: unknown,
  inputShape: readonly number[],
): Float32Array {
  const { model } = buildNetwork({
    model: modelSchema.parse({
      type: 'layers',
      initializer,
      biasInitializer: initializer,
      layers: [layer, ...(inputShape.length > 1 ? [{ type: 'flatten' }] : [])],
    }),
    inputShape,
    logitCount: 2,
    seed: 0,
  });
  const drawn = model.weights.find(({ originalName }) => originalName === weight);
  const values = drawn?.read().dataSync<'float32'>().slice() ?? new Float32Array();
  model.dispose();
  return values;
}

// By name: the scale, and which fans it is divided by. The fans are those of Keras's `compute_fans`: a
// convolution's count the area of its kernel, both of a vector are its length. Of a depthwise kernel
// they are those of one channel, as in PyTorch.
describe.each([
  ['glorotUniform', 1, 'both'],
  ['glorotNormal', 1, 'both'],
  ['heUniform', 2, 'in'],
  ['heNormal', 2, 'in'],
  ['leCunUniform', 1, 'in'],
  ['leCunNormal', 1, 'in'],
])('%s', (initializer, scale, divisor) => {
  const convolution = { type: 'conv2d', filters: 300, kernelSize: 3 };
  const depthwise = { type: 'depthwiseConv2d', kernelSize: 5, depthMultiplier: 10 };
  const separable = { type: 'separableConv2d', filters: 300, kernelSize: 3 };
  test.each([
    ['fc1/kernel', { type: 'dense', units: 300 }, [200], 200, 300],
    ['conv1/kernel', convolution, [4, 4, 20], 9 * 20, 9 * 300],
    ['conv1/depthwise_kernel', depthwise, [5, 5, 200], 25, 250],
    ['conv1/pointwise_kernel', separable, [4, 4, 150], 150, 300],
    ['fc1/bias', { type: 'dense', units: 40_000 }, [1], 40_000, 40_000],
  ])('gives %s of %j on %j its variance', (weight, layer, inputShape, fanIn, fanOut) => {
    const drawn = describeValues(drawWeight(weight, initializer, layer, inputShape));
    const stddev = Math.sqrt(scale / (divisor === 'in' ? fanIn : (fanIn + fanOut) / 2));
    expect(Math.abs(drawn.stddev / stddev - 1)).toBeLessThan(0.01);
    expect(Math.abs(drawn.mean / stddev)).toBeLessThan(0.015);
  });
});

// Saxe et al. (2014): the shorter side is orthonormal, and a convolution is a matrix of its area and
// channels by its filters. Every value then has a variance of 1 over the longer side.
test.each([
  { shape: [12, 5], rows: 12, columns: 5 },
  { shape: [5, 12], rows: 5, columns: 12 },
  { shape: [3, 3, 4, 20], rows: 36, columns: 20 },
])('orthogonal over $shape is orthonormal', ({ shape, rows, columns }) => {
  const values = tf.tidy(() =>
    buildInitializer(tf, { type: 'orthogonal' }, { fanIn: rows, fanOut: columns }, 3)
      .apply(shape)
      .dataSync<'float32'>()
      .slice(),
  );
  const matrix = (row: number, column: number) => values[row * columns + column] ?? Number.NaN;
  const isTall = rows >= columns;
  const [count, length] = isTall ? [columns, rows] : [rows, columns];
  const at = (vector: number, index: number) =>
    isTall ? matrix(index, vector) : matrix(vector, index);
  for (let one = 0; one < count; one += 1) {
    for (let other = 0; other <= one; other += 1) {
      let product = 0;
      for (let index = 0; index < length; index += 1) product += at(one, index) * at(other, index);
      expect(product).toBeCloseTo(one === other ? 1 : 0, 5);
    }
  }
});
