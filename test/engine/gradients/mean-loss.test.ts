import fc from 'fast-check';
import { lossPerExample, meanLoss } from '../../../src/engine/gradients/mean-loss';
import { lossSchema } from '../../../src/losses/registry';
import { tf } from '../../../src/tensorflow/tensorflow';

type Tensor = import('@tensorflow/tfjs-node').Tensor;

const logit = fc.double({ min: -30, max: 30, noNaN: true });
const example = fc.record({
  logits: fc.array(logit, { minLength: 3, maxLength: 3 }),
  label: fc.nat(2),
});
const binaryLoss = lossSchema.parse('binaryCrossEntropy');
const examples = fc.array(example, { minLength: 1, maxLength: 5 });

/** log(sum(exp(z))) - z_label, and softmax(z) - one-hot, in double precision. */
function softmaxOracle(logits: readonly number[], label: number) {
  const largest = Math.max(...logits);
  const exponentials = logits.map((z) => Math.exp(z - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  const loss = Math.log(sum) + largest - (logits[label] ?? 0);
  const gradient = exponentials.map((value, index) => value / sum - (index === label ? 1 : 0));
  return { loss, gradient };
}

test('softmax cross-entropy and its gradient are those of the definition', () => {
  fc.assert(
    fc.property(examples, fc.constantFrom('mean', 'meanOverEntries'), (batch, reduction) => {
      const loss = lossSchema.parse({ type: 'softmaxCrossEntropy', reduction });
      const scale = reduction === 'mean' ? 1 : 1 / 3;
      tf.tidy(() => {
        const logits = tf.tensor2d(batch.map((item) => item.logits));
        const labels = tf.tensor1d(
          batch.map((item) => item.label),
          'int32',
        );
        const expected = batch.map((item) => softmaxOracle(item.logits, item.label));
        const losses = lossPerExample(loss, logits, labels).dataSync();
        for (const [index, value] of losses.entries()) {
          expect(value).toBeCloseTo((expected[index]?.loss ?? Number.NaN) * scale, 4);
        }
        const { value, grad } = tf.valueAndGrad((z: Tensor) => meanLoss(loss, z, labels))(logits);
        const total = expected.reduce((sum, { loss }) => sum + loss, 0);
        expect(value.dataSync()[0]).toBeCloseTo((total * scale) / batch.length, 4);
        const gradient = expected.flatMap((item) => item.gradient);
        for (const [index, slope] of grad.dataSync().entries()) {
          expect(slope).toBeCloseTo(((gradient[index] ?? 0) * scale) / batch.length, 5);
        }
      });
    }),
    { numRuns: 50, seed: 5 },
  );
});

test('softmax cross-entropy is finite for logits of any size', () => {
  tf.tidy(() => {
    const logits = tf.tensor2d([
      [1e4, 0, -1e4],
      [-1e30, 0, 1e30],
    ]);
    const loss = lossSchema.parse('softmaxCrossEntropy');
    const labels = tf.tensor1d([0, 2], 'int32');
    expect([...lossPerExample(loss, logits, labels).dataSync()]).toEqual([0, 0]);
    const gradient = tf.grad((z: Tensor) => meanLoss(loss, z, labels))(logits);
    expect(gradient.dataSync().every(Number.isFinite)).toBe(true);
  });
});

test('binary cross-entropy and its gradient are those of the definition', () => {
  const binary = fc.array(fc.tuple(logit, fc.constantFrom(0, 1)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(binary, (batch) => {
      tf.tidy(() => {
        const logits = tf.tensor2d(batch.map(([z]) => [z]));
        const labels = tf.tensor1d(
          batch.map(([, label]) => label),
          'int32',
        );
        const losses = lossPerExample(binaryLoss, logits, labels).dataSync();
        const { grad } = tf.valueAndGrad((z: Tensor) => meanLoss(binaryLoss, z, labels))(logits);
        const slopes = grad.dataSync();
        for (const [index, [z, label]] of batch.entries()) {
          const loss = label === 1 ? Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
          expect(losses[index]).toBeCloseTo(loss, 4);
          const slope = (1 / (1 + Math.exp(-z)) - label) / batch.length;
          expect(slopes[index]).toBeCloseTo(slope, 5);
        }
      });
    }),
    { numRuns: 50, seed: 5 },
  );
});

test('binary cross-entropy overflows for no logit', () => {
  const losses = tf.tidy(() =>
    lossPerExample(
      binaryLoss,
      tf.tensor2d([[-1000], [1000], [1000]]),
      tf.tensor1d([0, 1, 0], 'int32'),
    ).dataSync(),
  );
  expect([...losses]).toEqual([0, 0, 1000]);
});
