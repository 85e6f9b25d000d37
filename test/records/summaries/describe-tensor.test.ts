import fc from 'fast-check';
import { describeTensor } from '../../../src/records/summaries/describe-tensor';

/** The linear congruential generator of C's `rand`, spread over [-3, 5): easy to repeat in NumPy. */
function makeValues(count: number, offset: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: count }, () => {
    state = Number((1103515245n * BigInt(state) + 12345n) % 2n ** 31n);
    return Math.fround((state / 2 ** 31) * 8 - 3) + offset;
  });
}

// Made with NumPy 2: mean, std, min, max in float64 and np.histogram(values, bins=30).
test.each([
  {
    offset: 0,
    mean: 1.0192964659283257,
    stddev: 2.306802964204569,
    min: -2.99983549118042,
    max: 4.999643802642822,
    counts: [
      348, 322, 306, 353, 321, 336, 329, 320, 316, 358, 314, 357, 318, 321, 303, 339, 345, 348, 360,
      338, 306, 361, 356, 318, 316, 353, 350, 327, 355, 313,
    ],
    secondEdge: -2.733186181386312,
  },
  {
    offset: 4096,
    mean: 4097.019298649148,
    stddev: 2.3068060033207916,
    min: 4093.000244140625,
    max: 4100.99951171875,
    counts: [
      349, 321, 307, 352, 321, 336, 329, 320, 316, 358, 314, 357, 318, 321, 303, 339, 345, 347, 361,
      338, 306, 361, 356, 318, 316, 353, 350, 327, 355, 313,
    ],
    secondEdge: 4093.266886393229,
  },
])('agrees with NumPy at an offset of $offset', (expected) => {
  const statistics = describeTensor(makeValues(10_007, expected.offset));
  expect(statistics.count).toBe(10_007);
  expect(statistics.nonFinite).toBe(0);
  expect(statistics.mean).toBeCloseTo(expected.mean, 10);
  expect(statistics.stddev).toBeCloseTo(expected.stddev, 12);
  expect(statistics.min).toBe(expected.min);
  expect(statistics.max).toBe(expected.max);
  expect(statistics.histogram.map(({ count }) => count)).toEqual(expected.counts);
  expect(statistics.histogram[1]?.left).toBeCloseTo(expected.secondEdge, 11);
});

test('a spread that is tiny beside the mean is not lost', () => {
  // Neighbours in float32 at 2^24: 2 apart, so the standard deviation is exactly 1.
  const values = Float32Array.from({ length: 100_000 }, (_, index) => 2 ** 24 + 2 * (index % 2));
  expect(describeTensor(values)).toMatchObject({ mean: 2 ** 24 + 1, stddev: 1 });
});

test('constant data stands in the last bucket, all edges being its value', () => {
  const { histogram, stddev, mean } = describeTensor(new Float32Array(5).fill(Math.fround(0.1)), 4);
  const value = Math.fround(0.1);
  const empty = { left: value, right: value, count: 0 };
  expect(histogram).toEqual([empty, empty, empty, { ...empty, count: 5 }]);
  expect(stddev).toBe(0);
  expect(mean).toBeCloseTo(value, 15);
});

test('values that are not finite are counted and enter nothing else', () => {
  const { POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN: nan } = Number;
  const clean = describeTensor(Float32Array.of(1, 2, 4), 3);
  expect(describeTensor(Float32Array.of(1, nan, 2, 4, POSITIVE_INFINITY), 3)).toEqual({
    ...clean,
    nonFinite: 2,
  });
  // Infinities of both signs, whose sum is no infinity.
  expect(describeTensor(Float32Array.of(POSITIVE_INFINITY, NEGATIVE_INFINITY))).toEqual({
    count: 0,
    mean: nan,
    stddev: nan,
    min: nan,
    max: nan,
    nonFinite: 2,
    histogram: [],
  });
  expect(describeTensor(new Float32Array(0))).toMatchObject({ count: 0, nonFinite: 0 });
});

test('for any values: counts add up, edges join and span min to max, moments are those of the definition', () => {
  fc.assert(
    fc.property(
      fc.float32Array({ minLength: 1, maxLength: 50, noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: 1, max: 12 }),
      (values, bucketCount) => {
        const { histogram, ...statistics } = describeTensor(values, bucketCount);
        expect(histogram).toHaveLength(bucketCount);
        expect(histogram.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        expect(histogram[0]?.left).toBe(Math.min(...values));
        expect(histogram.at(-1)?.right).toBe(Math.max(...values));
        histogram.forEach(({ left, right }, index) => {
          expect(right).toBeGreaterThanOrEqual(left);
          expect(histogram[index + 1]?.left ?? right).toBe(right);
        });
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const variance =
          values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
        const scale = Math.max(...values.map(Math.abs)) || 1;
        expect(statistics.mean / scale).toBeCloseTo(mean / scale, 12);
        expect(statistics.stddev / scale).toBeCloseTo(Math.sqrt(variance) / scale, 7);
      },
    ),
    { seed: 6 },
  );
});
