import type { Dataset } from '../datasets/dataset';
import { planDenseNetwork } from '../plan/network/dense-network';
import type { RunConfig } from '../plan/run-config';
import { commandFor } from '../util/process/command-for';
import { UserError } from '../util/user-error';
import { checkNetwork } from './check-network';
import type { GradientRow } from './gradient-row';

const maxExamples = 16;
/** Values that are checked by finite differences in each tensor of a large network. */
const samplesPerTensor = 60;

/**
 * Checks the gradients of the network that a run starts with, on its first training examples.
 *
 * @throws UserError where the from-scratch network can't be built from the run's model.
 */
export function checkRun(run: RunConfig, dataset: Dataset): GradientRow[] {
  const { settings, seed, trial } = run;
  const planning = planDenseNetwork(settings.model, dataset.inputShape);
  if (!planning.ok) {
    const { name, type } = planning.layer;
    throw new UserError(
      `${trial}: the from-scratch network can't check the layer "${name}" (${type})`,
      {
        hint: `Check an mlp, or the networks that stand ready: ${commandFor('gradcheck')}`,
      },
    );
  }
  const length = Math.min(maxExamples, dataset.train.count);
  const indices = Int32Array.from({ length }, (_, index) => index);
  const task = { settings, seed, dataset, batchIndices: () => indices, learningRate: () => 0 };
  return checkNetwork(trial, task, indices, samplesPerTensor);
}
