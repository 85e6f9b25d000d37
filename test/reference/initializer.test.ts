import { createRandom } from '../../src/util/random';
import {
  drawBias,
  drawKernel,
  type InitializerSettings,
  normalByFanIn,
  normalForRelu,
  normalWithBias,
} from './initializer';

const fanIn = 199;
const fanOut = 300;
const draw = (settings: InitializerSettings) =>
  drawKernel(settings, fanIn, fanOut, createRandom(5));

function moments(values: Float64Array): { mean: number; stddev: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, stddev: Math.sqrt(variance) };
}

test.each<[string, InitializerSettings, number]>([
  ['normal by fan-in', normalByFanIn, 1 / Math.sqrt(199)],
  ['normal for ReLU', normalForRelu, 1 / Math.sqrt(200 / 2)],
  ['normal with bias', normalWithBias, 1 / Math.sqrt(200)],
  ['normal', { type: 'randomNormal', mean: 0, stddev: 0.01 }, 0.01],
  ['Glorot uniform', { type: 'glorotUniform' }, Math.sqrt(2 / (199 + 300))],
  // A standard normal cut off at 2 has the variance 1 - 4 phi(2) / (2 Phi(2) - 1) = 0.7737.
  ['truncated normal', { type: 'truncatedNormal', mean: 0, stddev: 0.1 }, 0.1 * Math.sqrt(0.7737)],
])('%s has its standard deviation', (_, settings, expected) => {
  const { mean, stddev } = moments(draw(settings));
  expect(Math.abs(mean)).toBeLessThan(expected / 50);
  expect(Math.abs(stddev / expected - 1)).toBeLessThan(0.015);
});

test('bounds hold', () => {
  const limit = Math.sqrt(6 / (199 + 300));
  expect(Math.max(...draw({ type: 'glorotUniform' }).map(Math.abs))).toBeLessThanOrEqual(limit);
  const truncated = draw({ type: 'truncatedNormal', mean: 1, stddev: 0.1 });
  expect(Math.min(...truncated)).toBeGreaterThanOrEqual(0.8);
  expect(Math.max(...truncated)).toBeLessThanOrEqual(1.2);
});

test('zeros and constants are what they say', () => {
  expect([...drawBias({ type: 'zeros' }, 2, 3, createRandom(1))]).toEqual([0, 0, 0]);
  expect([...drawBias({ type: 'constant', value: 0.1 }, 2, 2, createRandom(1))]).toEqual([
    0.1, 0.1,
  ]);
});

test("biases by fan have the spread of the kernel's fan-in, or of their own length", () => {
  const spread = (settings: InitializerSettings) =>
    moments(drawBias(settings, 4, 40_000, createRandom(2))).stddev;
  expect(spread(normalByFanIn) * 2).toBeCloseTo(1, 1);
  expect(spread({ type: 'glorotUniform' }) / Math.sqrt(1 / 40_000)).toBeCloseTo(1, 1);
});
