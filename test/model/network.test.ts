import { buildNetwork, type NetworkOptions } from '../../src/model/network';
import { drawKeyTensor } from '../../src/model/training-step';
import { logitsLayerName } from '../../src/plan/network/layer-plan';
import { modelSchema } from '../../src/spec/model-schema';
import { tf } from '../../src/tensorflow/tensorflow';

const cnn = modelSchema.parse({
  type: 'cnn',
  filters: [4, 8],
  denseUnits: 16,
});

function options(over: Partial<NetworkOptions> = {}): NetworkOptions {
  return { model: cnn, inputShape: [28, 28, 1], logitCount: 10, seed: 0, ...over };
}

/** Weight values by name. */
function weightsOf(over: Partial<NetworkOptions> = {}): Record<string, Float32Array> {
  const { model } = buildNetwork(options(over));
  const weights = Object.fromEntries(
    model.weights.map((weight) => [
      weight.originalName,
      weight.read().dataSync<'float32'>().slice(),
    ]),
  );
  model.dispose();
  return weights;
}

test('the cnn preset has the layers and shapes of the MNIST tutorial network', () => {
  const { model, observationPoints } = buildNetwork(options({ model: modelSchema.parse('cnn') }));
  expect(model.weights.map((weight) => [weight.originalName, weight.shape])).toEqual([
    ['conv1/kernel', [5, 5, 1, 32]],
    ['conv1/bias', [32]],
    ['conv2/kernel', [5, 5, 32, 64]],
    ['conv2/bias', [64]],
    ['fc1/kernel', [7 * 7 * 64, 1024]],
    ['fc1/bias', [1024]],
    ['logits/kernel', [1024, 10]],
    ['logits/bias', [10]],
  ]);
  expect(observationPoints.map(({ kind, layer }) => `${kind}/${layer}`)).toEqual([
    'preactivations/conv1',
    'activations/conv1',
    'activations/pool1',
    'preactivations/conv2',
    'activations/conv2',
    'activations/pool2',
    'preactivations/fc1',
    'activations/fc1',
    'preactivations/logits',
  ]);
  model.dispose();
});

test.each([0, 1])('seed %i gives the same weights twice, and others than its neighbour', (seed) => {
  expect(weightsOf({ seed })).toEqual(weightsOf({ seed }));
  expect(weightsOf({ seed })['conv1/kernel']).not.toEqual(
    weightsOf({ seed: seed + 1 })['conv1/kernel'],
  );
});

test('layers of equal shape start differently from each other', () => {
  const model = modelSchema.parse({ type: 'mlp', hidden: [6, 6, 6] });
  const weights = weightsOf({ model, inputShape: [6] });
  expect(weights['fc2/kernel']).not.toEqual(weights['fc3/kernel']);
});

test('trials that share a seed share the weights of equal layers', () => {
  const relu = weightsOf();
  const tanh = weightsOf({ model: { ...cnn, activation: { type: 'tanh' } } });
  expect(tanh).toEqual(relu);
});

test('dropout zeroes the stated share anew at each step, keeps the mean, and is off in inference', () => {
  const model = modelSchema.parse({ type: 'layers', layers: [{ type: 'dropout', rate: 0.25 }] });
  const network = buildNetwork(options({ model, inputShape: [4000] }));
  const dropout = network.model.getLayer('dropout');
  const masked = (step: number): Float32Array =>
    tf.tidy(() => {
      const keys = drawKeyTensor(network.drawSeeds, step);
      const { result } = network.step.run(keys, () =>
        dropout.apply(tf.ones([1, 4000]), { training: true }),
      );
      return (result as ReturnType<typeof tf.ones>).dataSync<'float32'>();
    });
  const first = masked(1);
  const dropped = first.filter((value) => value === 0).length / first.length;
  expect(dropped).toBeGreaterThan(0.22);
  expect(dropped).toBeLessThan(0.28);
  expect(first.every((value) => value === 0 || Math.abs(value - 1 / 0.75) < 1e-6)).toBe(true);
  expect(masked(1)).toEqual(first);
  expect(masked(2)).not.toEqual(first);
  const inference = tf.tidy(() =>
    (dropout.apply(tf.ones([1, 4000])) as ReturnType<typeof tf.ones>).dataSync(),
  );
  expect(inference.every((value) => value === 1)).toBe(true);
  network.model.dispose();
});

test('L2 holds for kernels and not for biases', () => {
  const network = buildNetwork(options({ model: { ...cnn, l2: 0.01 } }));
  expect([...network.l2ByWeight.keys()]).toEqual([
    'conv1/kernel',
    'conv2/kernel',
    'fc1/kernel',
    `${logitsLayerName}/kernel`,
  ]);
  network.model.dispose();
});

test('L2 holds for no gain and no offset, and for both kernels of a separable convolution', () => {
  const layers = [{ type: 'separableConv2d', filters: 4, kernelSize: 3 }, 'batchNorm', 'layerNorm'];
  const model = modelSchema.parse({ type: 'layers', layers, l2: 0.01 });
  const network = buildNetwork(options({ model }));
  expect([...network.l2ByWeight.keys()]).toEqual([
    'conv1/depthwise_kernel',
    'conv1/pointwise_kernel',
    `${logitsLayerName}/kernel`,
  ]);
  expect(network.shown).toEqual({
    weights: [
      ...['conv1/depthwise_kernel', 'conv1/pointwise_kernel', 'batchNorm/gamma'],
      ...['layerNorm/gamma', 'logits/kernel'],
    ],
    biases: ['conv1/bias', 'batchNorm/beta', 'layerNorm/beta', 'logits/bias'],
  });
  expect([...network.untrained.keys()]).toEqual([
    'batchNorm/moving_mean',
    'batchNorm/moving_variance',
  ]);
  network.model.dispose();
});

test('building and disposing leaves no tensor behind', () => {
  buildNetwork(options()).model.dispose();
  const before = tf.memory().numTensors;
  buildNetwork(options()).model.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
