import type { Network } from '../../src/reference/network';
import { createRandom } from '../../src/util/random';
import { deriveSeed } from '../../src/util/seed';
import { drawBias, drawKernel, type InitializerSettings } from './initializer';

/** How the weights of a network start. */
export interface Initializers {
  readonly kernel: InitializerSettings;
  readonly bias: InitializerSettings;
  /** For the kernel of the logits layer, where it differs. */
  readonly logitsKernel?: InitializerSettings;
}

/** Draws all weights, each tensor from a sub-seed of its own name (`init/fc1/kernel`). */
export function initializeNetwork(
  network: Network,
  initializers: Initializers,
  seed: number,
): void {
  const { kernel, bias, logitsKernel = kernel } = initializers;
  const last = network.layers.at(-1);
  for (const layer of network.layers) {
    const { name, fanIn, units } = layer;
    const settings = layer === last ? logitsKernel : kernel;
    const kernelRandom = createRandom(deriveSeed(seed, `init/${name}/kernel`));
    layer.kernel.set(drawKernel(settings, fanIn, units, kernelRandom));
    const biasRandom = createRandom(deriveSeed(seed, `init/${name}/bias`));
    layer.bias.set(drawBias(bias, fanIn, units, biasRandom));
  }
}
