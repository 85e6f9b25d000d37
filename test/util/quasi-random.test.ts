import { execFileSync } from 'node:child_process';
import { createQuasiRandom, quasiRandomDimensions } from '../../src/util/quasi-random';
import { createRandom } from '../../src/util/random';
import { deriveSeed } from '../../src/util/seed';
import { oraclePython } from '../oracle-python';

type Points = number[][];

function drawPoints(count: number, dimensions: number, seed: number): Points {
  const sequences = Array.from({ length: dimensions }, (_, dimension) =>
    createQuasiRandom(dimension, deriveSeed(seed, `axis-${dimension}`)),
  );
  return Array.from({ length: count }, (_, index) => sequences.map((sequence) => sequence(index)));
}

function drawRandomly(count: number, dimensions: number, seed: number): Points {
  const random = createRandom(deriveSeed(seed, 'points'));
  return Array.from({ length: count }, () =>
    Array.from({ length: dimensions }, () => random.uniform()),
  );
}

test('a shorter sequence is the beginning of a longer one', () => {
  expect(drawPoints(16, 4, 7).slice(0, 8)).toEqual(drawPoints(8, 4, 7));
});

test('a seed and its dimension say all', () => {
  expect(drawPoints(5, 2, 1)).toEqual(drawPoints(5, 2, 1));
  expect(drawPoints(5, 2, 1)).not.toEqual(drawPoints(5, 2, 2));
});

test.each(Array.from({ length: quasiRandomDimensions }, (_, dimension) => dimension))(
  'dimension %d has one value in each part of as many as its base',
  (dimension) => {
    const base = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53][dimension] ?? 0;
    const sequence = createQuasiRandom(dimension, 99);
    const parts = Array.from({ length: base }, (_, index) => Math.floor(sequence(index) * base));
    expect(parts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: base }, (_, i) => i));
  },
);

test('values are uniform over seeds', () => {
  const firsts = Array.from({ length: 2000 }, (_, seed) =>
    createQuasiRandom(1, deriveSeed(seed, 'a'))(0),
  );
  const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length;
  // Five standard errors of the mean of 2000 uniform values.
  expect(Math.abs(mean - 0.5)).toBeLessThan(5 / Math.sqrt(12 * 2000));
  expect(firsts.every((value) => value >= 0 && value < 1)).toBe(true);
});

const python = oraclePython();
const withPython = python === undefined ? test.skip : test;

withPython('leaves less uncovered than chance, by the discrepancy of SciPy', () => {
  const sets = [8, 16, 64].flatMap((count) => [2, 4].map((dimensions) => ({ count, dimensions })));
  const seeds = [0, 1, 2, 3, 4];
  const points = sets.map(({ count, dimensions }) => ({
    quasi: seeds.map((seed) => drawPoints(count, dimensions, seed)),
    random: seeds.map((seed) => drawRandomly(count, dimensions, seed)),
  }));
  const script = `
import json, sys
from scipy.stats import qmc
sets = json.load(sys.stdin)
mean = lambda many: sum(qmc.discrepancy(points) for points in many) / len(many)
print(json.dumps([[mean(s["quasi"]), mean(s["random"])] for s in sets]))`;
  const output = execFileSync(python ?? '', ['-c', script], { input: JSON.stringify(points) });
  const means = JSON.parse(String(output)) as [quasi: number, random: number][];
  expect(means).toHaveLength(sets.length);
  for (const [quasi, random] of means) expect(quasi).toBeLessThan(0.8 * random);
});
