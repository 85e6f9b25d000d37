import { buildInitializer } from '../../src/model/initializers';
import { tf } from '../../src/model/tensorflow';
import { initializerSchema } from '../../src/spec/initializer-schema';

const fans = { fanIn: 200, fanOut: 300 };

/** 60,000 values of an initializer. */
function draw(spec: unknown, seed = 7): Float32Array {
  return tf.tidy(() =>
    buildInitializer(initializerSchema.parse(spec), fans, seed)
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

// Variances by definition: Glorot and Bengio (2010), He et al. (2015), LeCun et al. (1998).
// tfjs truncates normals at two standard deviations, which leaves 0.8796 of the spread.
test.each([
  ['glorotUniform', uniformStddev(Math.sqrt(6 / 500)), Math.sqrt(6 / 500)],
  ['xavier', uniformStddev(Math.sqrt(6 / 500)), Math.sqrt(6 / 500)],
  ['heUniform', uniformStddev(Math.sqrt(6 / 200)), Math.sqrt(6 / 200)],
  ['leCunUniform', uniformStddev(Math.sqrt(3 / 200)), Math.sqrt(3 / 200)],
  ['glorotNormal', 0.8796 * Math.sqrt(2 / 500), 2 * Math.sqrt(2 / 500)],
  ['heNormal', 0.8796 * Math.sqrt(2 / 200), 2 * Math.sqrt(2 / 200)],
  ['leCunNormal', 0.8796 * Math.sqrt(1 / 200), 2 * Math.sqrt(1 / 200)],
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
    0.8796 / Math.sqrt(300),
    2 / Math.sqrt(300),
  ],
])('%j draws with its spread and within its bounds', (spec, stddev, bound) => {
  const seen = describeValues(draw(spec));
  expect(seen.stddev / stddev).toBeGreaterThan(0.98);
  expect(seen.stddev / stddev).toBeLessThan(1.02);
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

test('orthogonal gives orthonormal columns, the same ones for a seed', () => {
  const columns = () =>
    tf.tidy(() =>
      buildInitializer({ type: 'orthogonal' }, { fanIn: 12, fanOut: 5 }, 3).apply([12, 5]),
    );
  const product = tf.tidy(() => tf.matMul(columns(), columns(), true).dataSync());
  const identity = tf.tidy(() => tf.eye(5).dataSync());
  for (const [index, value] of product.entries())
    expect(value).toBeCloseTo(identity[index] ?? 0, 5);
});
