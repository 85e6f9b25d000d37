/** Lines of specs whose models have, together, every layer and every activation. */
export const sampleModels = {
  cnn: ['model: { type: cnn, filters: [4, 8], kernelSize: 5, denseUnits: 32, dropout: 0.2 }'],
  mlp: ['model: { type: mlp, hidden: [32, 16], activation: tanh }'],
  'every-image-layer': [
    `model:
  type: layers
  layers:
    - { type: conv2d, filters: 6, kernelSize: 3, activation: gelu }
    - { type: batchNorm }
    - { type: maxPool2d, poolSize: 2 }
    - { type: depthwiseConv2d, kernelSize: 3, depthMultiplier: 2, strides: 2, activation: { type: leakyRelu, alpha: 0.1 } }
    - { type: layerNorm }
    - { type: separableConv2d, filters: 8, kernelSize: 2, depthMultiplier: 2, activation: silu }
    - { type: averagePool2d, poolSize: 3, strides: 2 }
    - { type: conv2d, filters: 12, kernelSize: 2, padding: valid, activation: linear }
    - { type: activation, activation: softsign }
    - { type: globalAveragePool2d }
    - { type: dense, units: 16, activation: { type: gelu, approximate: true } }`,
  ],
  'every-vector-layer': [
    `model:
  type: layers
  layers:
    - { type: conv2d, filters: 3, kernelSize: 4, strides: 3, padding: valid, activation: relu }
    - { type: maxPool2d, poolSize: 3, strides: 2, padding: valid }
    - { type: averagePool2d, poolSize: 2, strides: 1, padding: valid }
    - { type: flatten }
    - { type: batchNorm }
    - { type: dense, units: 12, activation: selu }
    - { type: layerNorm }
    - { type: dropout, rate: 0.2 }
    - { type: dense, units: 12, activation: softplus }
    - { type: dense, units: 12, activation: elu }
    - { type: dense, units: 12, activation: sigmoid }`,
  ],
} as const;

/** Digits that round trips are made with: one split of them is all that counts. */
const digits =
  'dataset: { name: synthetic-digits, train: 20, validation: 0, test: 1000, seed: 1, range: [-1, 1] }';

/** A spec of one of them on digits. */
export function specOf(name: keyof typeof sampleModels): string {
  return [`name: ${name}`, digits, ...sampleModels[name], 'optimizer: adam', 'steps: 10', ''].join(
    '\n',
  );
}

/** A spec of two classes of points, which a single logit tells apart. */
export const pointsSpec = [
  'name: points',
  'dataset: { name: moons, testSize: 1000, seed: 1 }',
  'model: { type: mlp, hidden: [8] }',
  'loss: binaryCrossEntropy',
  'optimizer: adam',
  'steps: 10',
  '',
].join('\n');
