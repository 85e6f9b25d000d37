import { CompiledEngine } from '../engine/compiled/compiled-engine';
import { describeNetwork } from '../engine/describe-network';
import { eagerEngine } from '../engine/eager-engine';
import type { TrainingTask } from '../engine/engine';
import { buildReferenceNetwork } from '../engine/reference-network';
import {
  checkGradients,
  type GradientCheck,
  gradientTolerance,
} from '../reference/check-gradients';
import { compareEngine } from './compare-engine';
import { compareGradients } from './compare-gradients';
import { expectGradients } from './expected-gradients';
import type { GradientRow, GradientVerdict } from './gradient-row';

/** Sums of the same float64 products in another order. */
const summationTolerance = 1e-10;

/**
 * Compares the gradients of a dense network, tensor by tensor: the from-scratch network's with
 * finite differences and with its own per-example gradients, in float64, and with those of the
 * tfjs engines, in float32: what the 8 bits of bfloat16 leave of a gradient would hide mistakes, and
 * products in it have the same formulas.
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
  const { network, dispose } = buildReferenceNetwork(describeNetwork(task), settings.loss);
  const compiledEngine = new CompiledEngine();
  try {
    const expected = expectGradients(network, dataset, indices);
    const { inputs, labels, exampleMeans } = expected;
    const options = { samplesPerTensor };
    const { precision: _, ...inFloat32 } = settings;
    const checked = { title, task: { ...task, settings: inFloat32 }, network, indices, expected };
    return [
      ...checkGradients(network, inputs, labels, indices.length, options).map((check) =>
        describeDifference(title, check),
      ),
      ...compareGradients(title, 'per example', expected, exampleMeans, summationTolerance),
      ...compareEngine(checked, 'eager', eagerEngine),
      ...compareEngine(checked, 'compiled', compiledEngine),
    ];
  } finally {
    compiledEngine.dispose();
    dispose();
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
