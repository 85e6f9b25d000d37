import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { adoptFinished } from '../results/adopt-finished';
import { type PlannedRuns, readPlannedRuns } from '../results/read-results';
import { planNextStage } from './plan-next-stage';

/**
 * A plan with the runs of all stages that the results in a folder have led to, and with the results
 * that serve it although they observed other steps. Each run is read once.
 *
 * @param beginsAnew whether a run is to be trained again, whatever there is of it.
 */
export function resumeStages(
  plan: ExperimentPlan,
  directory: ExperimentDirectory,
  beginsAnew?: (run: RunConfig) => boolean,
): PlannedRuns {
  let reached: PlannedRuns = { plan, runs: readPlannedRuns(plan, directory) };
  for (;;) {
    const adopted = adoptFinished(reached, beginsAnew);
    const next =
      adopted === reached.plan ? planNextStage(reached.plan, reached.runs)?.plan : adopted;
    if (next === undefined) return reached;
    reached = { plan: next, runs: readPlannedRuns(next, directory, reached.runs) };
  }
}
