import { gatherInputs, gatherLabels } from '../../datasets/gather-batch';
import { checkGradients, gradientTolerance, relativeError } from '../../reference/check-gradients';
import type { Network } from '../../reference/network';
import { differentiateExamples } from '../../reference/per-example-gradients';
import { compiledEngine } from '../compiled-engine';
import { describeNetwork } from '../describe-network';
import { eagerEngine } from '../eager-engine';
import type { Engine, NamedTensors, TrainingTask } from '../engine';
import { buildReferenceNetwork } from '../reference-network';

/** What the analytic gradients are held against. */
export type GradientOracle = 'finite differences' | 'per example' | 'eager' | 'compiled';

/** One comparison of the gradient of one weight tensor. */
export interface GradientRow {
  /** The network that was checked. */
  readonly network: string;
  readonly oracle: GradientOracle;
  readonly layer: string;
  readonly parameter: string;
  readonly maxRelativeError: number;
  /** Where the largest error is: a position in the tensor. */
  readonly index: number;
  /** Values that were compared. */
  readonly checked: number;
  /** Values left out because the loss has a kink there. */
  readonly kinks: number;
  readonly tolerance: number;
  readonly passed: boolean;
}

/**
 * What float32 gradients stay below: a float32 carries 6e-8 of relative rounding, and a value that
 * went through some layers and a sum over the batch has gathered a few hundred times that.
 */
export const float32Tolerance = 1e-4;
/** Sums of the same float64 products in another order. */
const summationTolerance = 1e-10;

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
  try {
    const count = indices.length;
    const differences = checkGradients(network, inputs, labels, count, { samplesPerTensor });
    network.differentiate(inputs, labels, count);
    const analytic = new Map(
      network.parameters.map(({ name, gradient }) => [name, gradient.slice()]),
    );
    return [
      ...differences.map(
        (check): GradientRow => ({
          network: title,
          oracle: 'finite differences',
          ...check,
          tolerance: gradientTolerance,
          passed: check.maxRelativeError < gradientTolerance,
        }),
      ),
      ...compare(title, 'per example', analytic, sumExamples(network, inputs, labels, count), {
        tolerance: summationTolerance,
        floorShare: 1e-6,
      }),
      ...compareEngine(title, 'eager', eagerEngine, task, indices, analytic),
      ...compareEngine(title, 'compiled', compiledEngine, task, indices, analytic),
    ];
  } finally {
    built.dispose();
  }
}

function compareEngine(
  title: string,
  oracle: GradientOracle,
  engine: Engine,
  task: TrainingTask,
  indices: Int32Array,
  analytic: ReadonlyMap<string, Float64Array>,
): GradientRow[] {
  const session = engine.open(task);
  try {
    const { gradients = {} } = session.observe(['gradients'], indices);
    return compare(title, oracle, analytic, toMap(gradients), {
      tolerance: float32Tolerance,
      floorShare: 1e-2,
    });
  } finally {
    session.dispose();
  }
}

function toMap(tensors: NamedTensors): Map<string, Float32Array> {
  return new Map(Object.entries(tensors).map(([name, { values }]) => [name, values]));
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

/**
 * Compares tensors value by value. Rounding of a sum is relative to what was added up, not to what
 * is left of it: a value far smaller than its tensor's typical one is measured against a share of
 * that (its root mean square).
 */
function compare(
  network: string,
  oracle: GradientOracle,
  analytic: ReadonlyMap<string, Float64Array>,
  others: ReadonlyMap<string, ArrayLike<number>>,
  { tolerance, floorShare }: { tolerance: number; floorShare: number },
): GradientRow[] {
  return [...analytic].map(([name, gradient]) => {
    const other = others.get(name);
    const [layer = '', parameter = ''] = name.split('/');
    const floor = floorShare * rootMeanSquare(gradient);
    let maxRelativeError = other === undefined ? Number.NaN : 0;
    let index = 0;
    for (const [position, value] of gradient.entries()) {
      const found = other?.[position] ?? Number.NaN;
      const magnitude = Math.max(Math.abs(value), Math.abs(found));
      const error = relativeError(value, found) * (magnitude < floor ? magnitude / floor : 1);
      if (error <= maxRelativeError) continue;
      maxRelativeError = error;
      index = position;
    }
    const passed = maxRelativeError < tolerance;
    const counts = { checked: gradient.length, kinks: 0 };
    return {
      network,
      oracle,
      layer,
      parameter,
      maxRelativeError,
      index,
      ...counts,
      tolerance,
      passed,
    };
  });
}

function rootMeanSquare(values: Float64Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares / Math.max(1, values.length));
}
