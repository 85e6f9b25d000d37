import { gatherInputs, gatherLabels } from '../../datasets/gather-batch';
import {
  checkGradients,
  type GradientCheck,
  gradientTolerance,
} from '../../reference/check-gradients';
import type { Network } from '../../reference/network';
import { differentiateExamples } from '../../reference/per-example-gradients';
import { compiledEngine } from '../compiled-engine';
import { describeNetwork } from '../describe-network';
import { eagerEngine } from '../eager-engine';
import type { TrainingTask } from '../engine';
import { buildReferenceNetwork } from '../reference-network';
import { compareEngine, readGradients } from './compare-engine';
import { compareGradients } from './compare-gradients';
import type { GradientRow, GradientVerdict } from './gradient-row';

/** Sums of the same float64 products in another order. */
const summation = { tolerance: 1e-10, floorShare: 1e-6 };

/**
 * Compares the gradients of a dense network, tensor by tensor: the from-scratch network's with
 * finite differences and with its own per-example gradients, in float64, and with those of the
 * tfjs engines, in float32.
 *
 * @param task its network and its data; its optimizer is not used.
 * @param indices training examples to take the gradients on.
 */
export function checkNetwork(
  title: string,
  task: TrainingTask,
  indices: Int32Array,
  samplesPerTensor: number,
): GradientRow[] {
  const { settings, dataset } = task;
  const built = buildReferenceNetwork(describeNetwork(task), settings.loss);
  const inputs = Float64Array.from(gatherInputs(dataset, 'train', indices));
  const labels = gatherLabels(dataset, 'train', indices);
  const { network } = built;
  const checked = { title, task, network, indices };
  try {
    const count = indices.length;
    const differences = checkGradients(network, inputs, labels, count, { samplesPerTensor });
    const analytic = readGradients(network, task, indices);
    const sums = sumExamples(network, inputs, labels, count);
    return [
      ...differences.map((check) => describeDifference(title, check)),
      ...compareGradients(title, 'per example', analytic, sums, summation),
      ...compareEngine(checked, 'eager', eagerEngine),
      ...compareEngine(checked, 'compiled', compiledEngine),
    ];
  } finally {
    built.dispose();
  }
}

function describeDifference(network: string, check: GradientCheck): GradientRow {
  const isRight = check.maxRelativeError < gradientTolerance;
  const verdict: GradientVerdict = !isRight ? 'failed' : check.kinks > 0 ? 'kink' : 'ok';
  return {
    network,
    oracle: 'finite differences',
    ...check,
    tolerance: gradientTolerance,
    verdict,
  };
}

/** The batch gradient as the mean of the per-example gradients, with the L2 term. */
function sumExamples(
  network: Network,
  inputs: Float64Array,
  labels: Int32Array,
  count: number,
): Map<string, Float64Array> {
  const sums = new Map<string, Float64Array>();
  for (const { layer, kernel, bias } of differentiateExamples(network, inputs, labels, count)) {
    for (const [parameter, values] of Object.entries({ kernel, bias })) {
      const size = values.length / count;
      const mean = new Float64Array(size);
      for (const [position, value] of values.entries()) {
        mean[position % size] = (mean[position % size] ?? 0) + value / count;
      }
      sums.set(`${layer}/${parameter}`, mean);
    }
  }
  for (const { name, l2 } of network.layers) {
    const weights = network.parameters.find((parameter) => parameter.name === `${name}/kernel`);
    const sum = sums.get(`${name}/kernel`);
    for (const [position, weight] of (weights?.values ?? new Float64Array()).entries()) {
      if (sum !== undefined) sum[position] = (sum[position] ?? 0) + l2 * weight;
    }
  }
  return sums;
}
