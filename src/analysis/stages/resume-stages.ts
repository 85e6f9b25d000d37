import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { adoptFinished } from '../results/adopt-finished';
import { readPlannedRuns } from '../results/read-results';
import { planNextStage } from './plan-next-stage';

/**
 * A plan with the runs of all stages that the results in a folder have led to, and with the results
 * that serve it although they observed other steps.
 *
 * @param beginsAnew whether a run is to be trained again, whatever there is of it.
 */
export function resumeStages(
  plan: ExperimentPlan,
  directory: ExperimentDirectory,
  beginsAnew?: (run: RunConfig) => boolean,
): ExperimentPlan {
  let reached = plan;
  for (;;) {
    const runs = readPlannedRuns(reached, directory);
    const adopted = adoptFinished(reached, runs, beginsAnew);
    const isSettled = adopted === reached;
    reached = adopted;
    if (!isSettled) continue;
    const stage = planNextStage(reached, runs);
    if (stage === undefined) return reached;
    reached = stage.plan;
  }
}
