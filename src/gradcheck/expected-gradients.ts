import { gatherInputs, gatherLabels } from '../datasets/batches/gather-batch';
import type { Dataset } from '../datasets/dataset';
import type { Labels } from '../reference/loss';
import type { Network } from '../reference/network';
import { differentiateExamples } from '../reference/per-example-gradients';

/** Values by weight name. */
export type WeightValues = ReadonlyMap<string, Float64Array>;

/** What the from-scratch network says of the gradients on some training examples. */
export interface ExpectedGradients {
  /** Inputs of the examples, `[count, inputCount]`. */
  readonly inputs: Float64Array;
  /** Class ids, `[count]`, or targets, `[count, targets]`. */
  readonly labels: Labels;
  /** Gradients of the batch. */
  readonly gradients: WeightValues;
  /** The same another way: means of the per-example gradients, with the L2 term. */
  readonly exampleMeans: WeightValues;
  /** Means of the magnitudes of what `exampleMeans` adds up, which is what rounding is relative to. */
  readonly magnitudes: WeightValues;
}

/** Takes the gradients of the from-scratch network on some training examples. */
export function expectGradients(
  network: Network,
  dataset: Dataset,
  indices: Int32Array,
): ExpectedGradients {
  const inputs = Float64Array.from(gatherInputs(dataset, 'train', indices));
  const labels = gatherLabels(dataset, 'train', indices);
  const count = indices.length;
  const exampleMeans = new Map<string, Float64Array>();
  const magnitudes = new Map<string, Float64Array>();
  for (const { layer, kernel, bias } of differentiateExamples(network, inputs, labels, count)) {
    for (const [parameter, values] of Object.entries({ kernel, bias })) {
      const penalty = differentiatePenalty(network, `${layer}/${parameter}`);
      const mean = penalty.slice();
      const magnitude = penalty.map(Math.abs);
      for (const [position, value] of values.entries()) {
        const at = position % mean.length;
        mean[at] = (mean[at] ?? 0) + value / count;
        magnitude[at] = (magnitude[at] ?? 0) + Math.abs(value) / count;
      }
      exampleMeans.set(`${layer}/${parameter}`, mean);
      magnitudes.set(`${layer}/${parameter}`, magnitude);
    }
  }
  network.differentiate(inputs, labels, count);
  const gradients = new Map(
    network.parameters.map(({ name, gradient }) => [name, gradient.slice()]),
  );
  return { inputs, labels, gradients, exampleMeans, magnitudes };
}

/** The gradient of the L2 term by one weight tensor: l2 W, and 0 for biases. */
function differentiatePenalty(network: Network, name: string): Float64Array {
  const parameter = network.parameters.find((each) => each.name === name);
  const layer = network.layers.find((each) => name === `${each.name}/kernel`);
  return (parameter?.values ?? new Float64Array()).map((weight) => (layer?.l2 ?? 0) * weight);
}
