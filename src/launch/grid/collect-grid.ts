import { LeaseWatch } from '../../leases/lease-watch';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import { readConfirmedStatus } from '../../records/confirm-status';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import type { LaunchListener } from '../launch-events';
import { holdExperiment, holdPatienceMs } from './hold-experiment';
import { writeHyperparameters } from './hparams-table';
import { recordResult } from './record-result';
import { writePlan } from './write-plan';

/**
 * Writes what belongs to all of a grid whose runs workers have executed: the plan of all its stages, and
 * for TensorBoard its hyperparameters and what each run counts as.
 *
 * @param readPlan called when the experiment is held: another may have planned it meanwhile.
 * @returns the plan.
 * @throws UserError where another process plans the experiment, or the folder can't be written.
 */
export async function collectGrid(
  readPlan: () => ExperimentPlan,
  directory: ExperimentDirectory,
  listener: LaunchListener,
): Promise<ExperimentPlan> {
  const lease = await holdExperiment(directory, new LeaseWatch(), listener, holdPatienceMs);
  try {
    const plan = readPlan();
    writePlan(plan, directory);
    writeHyperparameters(plan, directory);
    for (const run of plan.runs) {
      const folder = directory.run(run.runId);
      const status = readConfirmedStatus(folder);
      if (!('configHash' in status) || status.configHash !== run.configHash) continue;
      if (status.state !== 'running') recordResult(folder, run, status);
    }
    return plan;
  } finally {
    lease.release();
  }
}
