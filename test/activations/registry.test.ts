import { activationOf, activationSchema } from '../../src/activations/registry';
import { withNativeGradients } from '../../src/engine/gradients/activation-gradients';
import { buildNetwork } from '../../src/model/network';
import { createActivation } from '../../src/reference/activation';
import { modelSchema } from '../../src/spec/model-schema';
import { tf } from '../../src/tensorflow/tensorflow';
import type { Tensor } from '../../src/tensorflow/types';
import { activationSamples } from './activation-samples';

/** Net inputs of both signs over all magnitudes that float32 has. */
const magnitudes = [
  ...[2e-38, 1e-20, 1e-7, 1e-3, 0.1, 0.5, 1, 1.5, 2, 3, 3.5, 5, 7, 9.9, 10.1, 15, 50, 90, 104],
  ...[1e3, 1e4, 1e8, 1e13, 1e19, 1e20, 1e30, 3e38],
];
const points = Float32Array.from([...magnitudes.map((size) => -size), ...magnitudes]);

/** What an activation gives at all points, and its slopes there. */
function evaluate(activation: Record<string, unknown>, portable: boolean) {
  const model = modelSchema.parse({
    type: 'layers',
    layers: [{ type: 'activation', activation }],
  });
  const options = { model, inputShape: [points.length], logitCount: 2, seed: 1 };
  const network = buildNetwork({ ...options, portable });
  const { tensor } = network.observationPoints.find(({ kind }) => kind === 'activations') ?? {};
  if (tensor === undefined) throw new Error('no activation');
  const part = tf.model({ inputs: network.model.inputs, outputs: tensor });
  const results = withNativeGradients(() =>
    tf.tidy(() => {
      const z = tf.tensor2d(points, [1, points.length]);
      const apply = (input: Tensor) => part.apply(input, { training: true }) as Tensor;
      return {
        values: [...apply(z).dataSync()],
        slopes: [
          ...tf
            .grad((input: Tensor) => tf.sum(apply(input)))(z)
            .dataSync(),
        ],
      };
    }),
  );
  network.model.dispose();
  return results;
}

/** Of `actual` from `expected`, as a share of 1 or of `expected`, whichever is larger. */
function distance(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
}

const curved = activationSamples.filter(({ type }) => type !== 'linear');

describe.each(curved)('%j', (sample) => {
  const { value, derivative } = createActivation(activationSchema.parse(sample));
  const { values, slopes } = evaluate(sample, false);

  test('is what the reference says, for all numbers of float32', () => {
    for (const [index, z] of points.entries()) {
      expect(distance(values[index] ?? Number.NaN, value(z))).toBeLessThan(1e-6);
    }
  });

  test('has the slope of the reference, for all numbers of float32', () => {
    for (const [index, z] of points.entries()) {
      // Its kernel sees the output only, which is 0 so near to the kink.
      if (sample.type === 'selu' && z < 0 && z > -1e-6) continue;
      expect(distance(slopes[index] ?? Number.NaN, derivative(z, value(z)))).toBeLessThan(2e-6);
    }
  });

  test('gives the same in a saved model', () => {
    for (const [index, saved] of evaluate(sample, true).values.entries()) {
      // The cube in TensorFlow.js's own layer of approximate gelu overflows.
      if (Math.abs(points[index] ?? 0) > 1e12) continue;
      expect(distance(values[index] ?? Number.NaN, saved)).toBeLessThan(1e-6);
    }
  });

  test('is flat where it is said to be: a twenty-fifth of its largest slope, or less', () => {
    const { ailment } = activationOf(activationSchema.parse(sample));
    if (ailment === undefined) return;
    const grid = Array.from({ length: 4001 }, (_, index) => (index - 2000) / 200);
    const all = grid.map((z) => ({ output: value(z), slope: derivative(z, value(z)) }));
    const largest = Math.max(...all.map(({ slope }) => slope));
    const flat = all.filter(({ output }) => ailment.isFlat(output));
    expect(flat.length).toBeGreaterThan(0);
    for (const { slope } of flat) expect(slope).toBeLessThan(largest / 25 + 1e-3);
  });
});
