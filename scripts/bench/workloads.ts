/** One network with its data and its optimizer, as all contestants train it. */
export interface Workload {
  readonly name: string;
  readonly title: string;
  readonly kind: 'cnn' | 'dense';
  /** Widths from inputs to classes, of dense networks. */
  readonly layers: readonly number[];
  readonly activation: 'relu' | 'tanh';
  readonly optimizer: 'adam' | 'sgd';
  readonly learningRate: number;
  readonly batchSize: number;
  /** Training examples; as many as the batch for full-batch training. */
  readonly examples: number;
  /** What products and convolutions are computed in. */
  readonly precision: 'float32' | 'bfloat16';
  /** Steps of one repetition. */
  readonly steps: number;
}

const dense = {
  kind: 'dense',
  optimizer: 'sgd',
  learningRate: 0.01,
  precision: 'float32',
} as const;
const moons = { ...dense, activation: 'tanh', batchSize: 200, examples: 200 } as const;

/** The convolutional network of a course report. */
export const cnn: Workload = {
  name: 'mnist-cnn',
  title: 'MNIST CNN, batch 50, Adam',
  kind: 'cnn',
  layers: [],
  activation: 'relu',
  optimizer: 'adam',
  learningRate: 1e-4,
  batchSize: 50,
  // As many as an ordinary run on MNIST holds in memory.
  examples: 55_000,
  precision: 'float32',
  steps: 60,
};

/** What is raced: the networks of two course reports, and two small ones. */
export const workloads: readonly Workload[] = [
  cnn,
  {
    ...cnn,
    name: 'mnist-cnn-bfloat16',
    title: 'MNIST CNN, batch 50, Adam, products and convolutions in bfloat16',
    precision: 'bfloat16',
  },
  {
    ...dense,
    name: 'mnist-mlp',
    title: 'MLP 784-500-250-100-10, batch 64, SGD',
    layers: [784, 500, 250, 100, 10],
    activation: 'relu',
    batchSize: 64,
    examples: 6400,
    steps: 600,
  },
  {
    ...moons,
    name: 'moons-small',
    title: 'Two moons 2-3-2, full batch 200, SGD',
    layers: [2, 3, 2],
    steps: 10_000,
  },
  {
    ...moons,
    name: 'moons-deep',
    title: 'Two moons 2-20-20-2, full batch 200, SGD',
    layers: [2, 20, 20, 2],
    steps: 5000,
  },
];

/** Those whose steps are large enough for several threads. */
export const scaledWorkloads: readonly Workload[] = workloads.filter(
  ({ precision, batchSize, examples }) => precision === 'float32' && batchSize < examples,
);
