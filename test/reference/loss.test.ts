import fc from 'fast-check';
import { centralDifference, relativeError } from '../../src/reference/check-gradients';
import {
  binaryCrossEntropy,
  huber,
  type Loss,
  meanSquaredError,
  softmaxCrossEntropy,
} from '../../src/reference/loss';

function measure(loss: Loss, logits: readonly number[], labels: readonly number[]) {
  const deltas = new Float64Array(logits.length);
  const units = logits.length / labels.length;
  const value = loss.differentiate(
    Float64Array.from(logits),
    Int32Array.from(labels),
    labels.length,
    units,
    deltas,
  );
  return { value, deltas: [...deltas] };
}

test('equal logits cost the logarithm of the number of classes', () => {
  expect(measure(softmaxCrossEntropy(), [0, 0, 0, 0], [2]).value).toBeCloseTo(Math.log(4), 14);
  expect(measure(binaryCrossEntropy, [0, 0], [0, 1]).value).toBeCloseTo(Math.log(2), 14);
});

test('the derivative is probabilities minus labels, divided by the number of examples', () => {
  const { deltas } = measure(softmaxCrossEntropy(), [0, 0, 0, 0], [1, 0]);
  expect(deltas).toEqual([0.25, -0.25, -0.25, 0.25]);
  expect(measure(binaryCrossEntropy, [0, 0], [1, 0]).deltas).toEqual([-0.25, 0.25]);
});

test('the mean over entries is the mean over examples divided by the number of classes', () => {
  const logits = [0.3, -1, 2, 1, 0, -0.5];
  const mean = measure(softmaxCrossEntropy('mean'), logits, [2, 0]);
  const entries = measure(softmaxCrossEntropy('meanOverEntries'), logits, [2, 0]);
  expect(entries.value).toBeCloseTo(mean.value / 3, 15);
  for (const [p, delta] of entries.deltas.entries()) {
    expect(delta).toBeCloseTo((mean.deltas[p] ?? Number.NaN) / 3, 15);
  }
});

test('numbers are weighed by the square, by Huber only while they are near', () => {
  expect(measure(meanSquaredError, [3, 0], [1, 1])).toEqual({ value: 2.5, deltas: [2, -1] });
  expect(measure(huber(1), [3, 0.5], [0, 0])).toEqual({ value: 1.3125, deltas: [0.5, 0.25] });
});

test('logits of any size have a finite loss', () => {
  expect(measure(softmaxCrossEntropy(), [1e4, -1e4], [1])).toEqual({
    value: 2e4,
    deltas: [1, -1],
  });
  expect(measure(binaryCrossEntropy, [-1e4, 1e4], [1, 0]).value).toBe(1e4);
  expect(measure(binaryCrossEntropy, [1e4, -1e4], [1, 0]).value).toBe(0);
});

test('two logits and their difference alone cost the same', () => {
  const logit = fc.double({ min: -20, max: 20, noNaN: true });
  fc.assert(
    fc.property(logit, logit, fc.integer({ min: 0, max: 1 }), (first, second, label) => {
      const both = measure(softmaxCrossEntropy(), [first, second], [label]).value;
      expect(measure(binaryCrossEntropy, [second - first], [label]).value).toBeCloseTo(both, 10);
    }),
  );
});

test.each([
  ['softmax', softmaxCrossEntropy('mean'), 3],
  ['softmax over entries', softmaxCrossEntropy('meanOverEntries'), 3],
  ['logistic', binaryCrossEntropy, 1],
  ['mean squared error', meanSquaredError, 1],
  ['huber', huber(0.8), 1],
] as const)('%s: the derivative is that of the loss', (_, loss, units) => {
  const logits = [0.5, -1.2, 0.1, 2, 0.3, -0.7].slice(0, 2 * units);
  const labels = [1, 0];
  for (const [p, analytic] of measure(loss, logits, labels).deltas.entries()) {
    const numeric = centralDifference(
      (offset) =>
        measure(
          loss,
          logits.map((z, q) => (p === q ? z + offset : z)),
          labels,
        ).value,
      1e-3,
    );
    expect(relativeError(analytic, numeric ?? Number.NaN)).toBeLessThan(1e-7);
  }
});

test('classes and probabilities of both losses', () => {
  const probabilities = new Float64Array(4);
  const logits = Float64Array.of(Math.log(3), 0);
  binaryCrossEntropy.writePredictions(logits, 2, 1, probabilities);
  for (const [p, expected] of [0.25, 0.75, 0.5, 0.5].entries()) {
    expect(probabilities[p]).toBeCloseTo(expected, 14);
  }
  expect(binaryCrossEntropy.predictClass?.(logits, 0, 1)).toBe(1);
  expect(binaryCrossEntropy.predictClass?.(logits, 1, 1)).toBe(0);
  expect(softmaxCrossEntropy().predictClass?.(Float64Array.of(9, 9, 1, 3, 2), 2, 3)).toBe(1);
});
