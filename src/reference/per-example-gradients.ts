import type { Labels } from './loss';
import type { Network } from './network';

/** Gradients of each example's own loss, by one layer's weights. */
export interface LayerExampleGradients {
  readonly layer: string;
  /** `[count, fanIn, units]` */
  readonly kernel: Float64Array;
  /** `[count, 1, units]` */
  readonly bias: Float64Array;
}

/**
 * Gradients of each example's own loss, without the L2 term, for every layer. Of an example they
 * are the outer product x^T delta and delta itself; their mean over the examples is the gradient of
 * the batch.
 *
 * @param inputs `[count, inputCount]`
 * @param labels class ids, `[count]`, or numbers, `[count, units]`
 */
export function differentiateExamples(
  network: Network,
  inputs: Float64Array,
  labels: Labels,
  count: number,
): LayerExampleGradients[] {
  network.differentiate(inputs, labels, count);
  return network.layers.map((layer, index) => {
    const { name, fanIn, units, deltas } = layer;
    const below = network.layers[index - 1]?.outputs ?? inputs;
    const kernel = new Float64Array(count * fanIn * units);
    // The deltas hold the mean loss, a sum of each example's own loss over `count`.
    const bias = deltas.slice(0, count * units).map((delta) => delta * count);
    let p = 0;
    for (let example = 0; example < count; example += 1) {
      for (let i = 0; i < fanIn; i += 1) {
        const x = below[example * fanIn + i] as number;
        for (let j = 0; j < units; j += 1) {
          kernel[p] = x * (bias[example * units + j] as number);
          p += 1;
        }
      }
    }
    return { layer: name, kernel, bias };
  });
}
