import { withNativeGradients } from '../../../src/engine/gradients/activation-gradients';
import { tf } from '../../../src/tensorflow/tensorflow';

type Tensor = import('@tensorflow/tfjs-node').Tensor;

const activations: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  relu: (x) => tf.relu(x),
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  elu: (x) => tf.elu(x),
  selu: (x) => tf.selu(x),
  softplus: (x) => tf.softplus(x),
  leakyRelu: (x) => tf.leakyRelu(x, 0.3),
  'leakyRelu without slope': (x) => tf.leakyRelu(x, 0),
};

// Away from 0, where some have a kink.
const points = [-4, -1.5, -0.2, 0.3, 1, 2.5];

function gradients(activation: (x: Tensor) => Tensor): number[] {
  return tf.tidy(() => {
    const weights = tf.tensor1d(points.map((_, index) => index + 1));
    const gradient = tf.grad((x: Tensor) => tf.sum(tf.mul(activation(x), weights)));
    return [...gradient(tf.tensor1d(points)).dataSync()];
  });
}

describe.each(Object.entries(activations))('the native gradient of %s', (_, activation) => {
  const native = withNativeGradients(() => gradients(activation));

  test('is the one of tfjs', () => {
    for (const [index, value] of gradients(activation).entries()) {
      expect(native[index]).toBeCloseTo(value, 5);
    }
  });

  test('is the slope between neighbours', () => {
    const h = 1e-2;
    for (const [index, x] of points.entries()) {
      const [low, high] = tf.tidy(() => [...activation(tf.tensor1d([x - h, x + h])).dataSync()]);
      const slope = ((high ?? 0) - (low ?? 0)) / (2 * h);
      expect(native[index]).toBeCloseTo(slope * (index + 1), 2);
    }
  });
});

test('the gradients of tfjs are put back, also after an error', () => {
  const before = tf.getGradient('Tanh');
  expect(withNativeGradients(() => tf.getGradient('Tanh'))).not.toBe(before);
  expect(tf.getGradient('Tanh')).toBe(before);
  expect(() =>
    withNativeGradients(() => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(tf.getGradient('Tanh')).toBe(before);
});
