import { createHash } from 'node:crypto';
import { circleCurves } from '../../../src/datasets/circles';
import type { Dataset, Split } from '../../../src/datasets/dataset';
import { moonCurves } from '../../../src/datasets/moons';
import { scatterPoints } from '../../../src/datasets/points/scatter-points';
import { datasetSchema } from '../../../src/datasets/registry';

type Points = {
  size?: number;
  noise?: number;
  validation?: number;
  testSize?: number;
  seed?: number;
};

/** The first digits of the SHA-256 of a split's bytes. */
function sumOf({ inputs, labels }: Split): string {
  const bytes = Buffer.from(inputs.buffer, inputs.byteOffset, inputs.byteLength);
  return createHash('sha256').update(bytes).update(labels).digest('hex').slice(0, 16);
}

function moons(settings: Points, runSeed = 0): Dataset {
  const spec = datasetSchema.parse({ name: 'moons', ...settings });
  if (spec.name !== 'moons') throw new Error('not moons');
  return scatterPoints(spec, runSeed, moonCurves);
}

function circles(settings: Points & { factor?: number }, runSeed = 0): Dataset {
  const spec = datasetSchema.parse({ name: 'circles', ...settings });
  if (spec.name !== 'circles') throw new Error('not circles');
  return scatterPoints(spec, runSeed, circleCurves(spec.factor));
}

function pointsOf(split: Split, label: number): readonly [number, number][] {
  return [...split.labels].flatMap((found, index) =>
    found === label ? [[split.inputs[2 * index] ?? 0, split.inputs[2 * index + 1] ?? 0]] : [],
  );
}

function moments(points: readonly [number, number][]) {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  return {
    mean: [meanX, meanY],
    variance: [
      mean(points.map(([x]) => (x - meanX) ** 2)),
      mean(points.map(([, y]) => (y - meanY) ** 2)),
    ],
  };
}

describe('moons without noise', () => {
  const { train } = moons({ size: 401, noise: 0 });

  it('has half of its points, rounded down, on the outer half circle', () => {
    const outer = pointsOf(train, 0);
    expect(outer).toHaveLength(200);
    for (const [x, y] of outer) {
      expect(Math.hypot(x, y)).toBeCloseTo(1, 6);
      expect(y).toBeGreaterThanOrEqual(0);
    }
    const ends = outer.map(([x]) => x).sort((a, b) => a - b);
    expect([ends[0], ends.at(-1)]).toEqual([-1, 1]);
  });

  it('has the others on the inner one, about (1, 1/2) and open to the top', () => {
    const inner = pointsOf(train, 1);
    expect(inner).toHaveLength(201);
    for (const [x, y] of inner) {
      expect(Math.hypot(x - 1, y - 0.5)).toBeCloseTo(1, 6);
      expect(y).toBeLessThanOrEqual(0.5);
    }
  });
});

describe('circles without noise', () => {
  it('has radius 1 outside and the factor inside, evenly spaced with no point twice', () => {
    const { train } = circles({ size: 11, noise: 0, factor: 0.3 });
    for (const [label, radius, count] of [
      [0, 1, 5],
      [1, 0.3, 6],
    ] as const) {
      const points = pointsOf(train, label);
      const angles = points.map(([x, y]) => Math.atan2(y, x)).sort((a, b) => a - b);
      expect(points).toHaveLength(count);
      for (const [x, y] of points) expect(Math.hypot(x, y)).toBeCloseTo(radius, 6);
      const gaps = angles.slice(1).map((angle, at) => angle - (angles[at] ?? 0));
      for (const gap of gaps) expect(gap).toBeCloseTo((2 * Math.PI) / count, 5);
    }
  });
});

// Means and variances of make_moons(20001, noise=0.2) and make_circles(20001, noise=0.2,
// factor=0.8) of scikit-learn 1.7: those of the curves, 0.04 added to each variance by the noise.
describe.each([
  ['moons', moons({ size: 20_001, noise: 0.2 }), 0, [0, 0.637], [0.54, 0.1347]],
  ['moons', moons({ size: 20_001, noise: 0.2 }), 1, [1, -0.137], [0.54, 0.1347]],
  ['circles', circles({ size: 20_001, noise: 0.2 }), 0, [0, 0], [0.54, 0.54]],
  ['circles', circles({ size: 20_001, noise: 0.2 }), 1, [0, 0], [0.36, 0.36]],
] as const)('%s with noise', (_, dataset, label, mean, variance) => {
  it(`has the moments of scikit-learn's in class ${label}`, () => {
    const found = moments(pointsOf(dataset.train, label));
    for (const axis of [0, 1] as const) {
      expect(Math.abs((found.mean[axis] ?? 0) - mean[axis])).toBeLessThan(0.02);
      expect(Math.abs((found.variance[axis] ?? 0) - variance[axis])).toBeLessThan(0.015);
    }
  });
});

describe('points', () => {
  it('come in random order', () => {
    const labels = [...moons({ size: 200 }).train.labels].join('');
    expect(labels).not.toMatch(/0{50}/);
  });

  it('have validation and test splits of their own', () => {
    const { train, validation, test } = circles({ size: 30, validation: 30, testSize: 30 });
    expect([train.count, validation.count, test.count]).toEqual([30, 30, 30]);
    const distinct = new Set([train, validation, test].map(({ inputs }) => inputs.join()));
    expect(distinct.size).toBe(3);
    expect([...validation.labels].filter((label) => label === 1)).toHaveLength(15);
  });

  // SHA-256 of inputs and labels as they were before there was a validation split.
  it.each([
    [moons({}), '449ab9894c2f04d3', '1ba2705649d323be'],
    [moons({ size: 30, testSize: 50, noise: 0.1 }, 7), 'bf37b8a2367d76a7', 'f8a5c8df2f3e5193'],
    [circles({}), 'a6207ab24c6f1d29', '595cb92c59a9f59f'],
    [
      circles({ size: 31, testSize: 9, factor: 0.3, seed: 5 }, 2),
      'd80158e8a7f21906',
      '6879dbd70e6d70a7',
    ],
  ])('train and test on the same bits whatever is kept for validation (%#)', (dataset, ...sums) => {
    expect([dataset.train, dataset.test].map(sumOf)).toEqual(sums);
  });

  it('need no validation split, and have a checksum over it', () => {
    const [without, with500] = [moons({ validation: 0 }), moons({ validation: 500 })];
    expect([without.validation.count, with500.validation.count]).toEqual([0, 500]);
    expect(without.train).toEqual(with500.train);
    expect(without.checksum).not.toBe(with500.checksum);
  });

  it('follow the seed of the run, unless the spec has its own', () => {
    expect(moons({}, 0).checksum).toBe(moons({}, 0).checksum);
    expect(moons({}, 0).checksum).not.toBe(moons({}, 1).checksum);
    expect(moons({ seed: 0 }, 1).train).toEqual(moons({ seed: 0 }, 2).train);
    expect(moons({ seed: 0 }).train).not.toEqual(moons({ seed: 1 }).train);
  });
});
