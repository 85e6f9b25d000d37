import { countOutputs, type Dataset } from '../datasets/dataset';
import { restoreTargets } from '../datasets/targets/targets';
import { logitsLayerName } from '../plan/network/layer-plan';
import type { NamedTensors, TensorData } from './engine';

/**
 * What a network predicts, `[count, outputs]`: class probabilities as they are, numbers in the units of
 * their targets.
 */
export function inOwnUnits(predictions: Float32Array, dataset: Dataset): TensorData {
  const { targets } = dataset;
  const outputCount = countOutputs(dataset);
  return {
    shape: [predictions.length / outputCount, outputCount],
    values: targets === undefined ? predictions : restoreTargets(predictions, targets),
  };
}

/** Weights of a network that gives targets in their own units where this one gives them as learnt. */
export function rescaleLogits(
  weights: NamedTensors,
  { targets }: Pick<Dataset, 'targets'>,
): NamedTensors {
  if (targets === undefined) return weights;
  const { means, deviations } = targets;
  const [kernelName, biasName] = [`${logitsLayerName}/kernel`, `${logitsLayerName}/bias`];
  const kernel = weights[kernelName];
  const bias = weights[biasName];
  if (kernel === undefined || bias === undefined)
    throw new Error('The logits layer has no weights');
  const unscaled = { means: means.map(() => 0), deviations, names: targets.names };
  return {
    ...weights,
    [kernelName]: { ...kernel, values: restoreTargets(kernel.values, unscaled) },
    [biasName]: { ...bias, values: restoreTargets(bias.values, targets) },
  };
}

/** The inverse: weights as this network is to have them, of one that gives targets in their own units. */
export function learnLogits(
  weights: NamedTensors,
  dataset: Pick<Dataset, 'targets'>,
): NamedTensors {
  const { targets } = dataset;
  if (targets === undefined) return weights;
  const { means, deviations, names } = targets;
  const inverse = {
    names,
    means: means.map((mean, target) => -mean / (deviations[target] ?? 1)),
    deviations: deviations.map((deviation) => 1 / deviation),
  };
  return rescaleLogits(weights, { targets: inverse });
}
