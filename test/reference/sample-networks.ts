import type { Activation } from '../../src/reference/activation';
import type { Loss } from '../../src/reference/loss';
import { Network } from '../../src/reference/network';
import { createRandom } from '../../src/util/random';
import { initializeNetwork } from './initialize-network';

/** A network with weights and biases large enough that all its units matter. */
export function sampleNetwork(settings: {
  activation: Activation;
  loss: Loss;
  units: number;
  hidden: readonly number[];
  l2?: number;
  seed?: number;
}): Network {
  const { activation, loss, units, hidden, l2 = 0, seed = 1 } = settings;
  const network = new Network({
    inputCount: 3,
    hidden: hidden.map((count) => ({ units: count, activation, l2 })),
    logits: { units, l2: l2 / 2 },
    loss,
  });
  const normal = (stddev: number) => ({ type: 'randomNormal', mean: 0, stddev }) as const;
  initializeNetwork(network, { kernel: normal(0.7), bias: normal(0.5) }, seed);
  return network;
}

/** A batch of normal inputs `[count, 3]` with labels below `classCount`. */
export function sampleBatch(classCount: number, count = 8, seed = 1) {
  const random = createRandom(seed);
  const inputs = Float64Array.from({ length: count * 3 }, () => random.normal());
  const labels = Int32Array.from({ length: count }, () => random.integer(classCount));
  return { inputs, labels, count };
}

/** Points of two moons as scikit-learn's `make_moons` lays them, `[count, 2]`, with labels. */
export function sampleMoons(count: number, noise: number, seed: number) {
  const random = createRandom(seed);
  const inputs = new Float64Array(2 * count);
  const labels = Int32Array.from({ length: count }, (_, index) => index % 2);
  for (const [index, label] of labels.entries()) {
    const angle = Math.PI * random.uniform();
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    inputs[2 * index] = (label === 0 ? x : 1 - x) + noise * random.normal();
    inputs[2 * index + 1] = (label === 0 ? y : 0.5 - y) + noise * random.normal();
  }
  return { inputs, labels, count };
}
