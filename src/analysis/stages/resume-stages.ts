import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { readPlannedRuns } from '../results/read-results';
import { planNextStage } from './plan-next-stage';

/** A plan with the runs of all stages that the results in a folder have led to. */
export function resumeStages(plan: ExperimentPlan, directory: ExperimentDirectory): ExperimentPlan {
  let reached = plan;
  for (;;) {
    const stage = planNextStage(reached, readPlannedRuns(reached, directory));
    if (stage === undefined) return reached;
    reached = stage.plan;
  }
}
