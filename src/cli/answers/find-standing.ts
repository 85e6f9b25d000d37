import { describeOutlooks, type RunOutlook } from '../../analysis/comparison/describe-outlook';
import type { PlannedRuns } from '../../analysis/results/read-results';
import { type PlanSurvey, surveyPlan } from '../../analysis/results/survey-plan';
import { resumeStages } from '../../analysis/stages/resume-stages';
import { type LeaseView, viewLease } from '../../leases/view-lease';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { readNote } from '../../records/experiment-note';

/** How an experiment stands: its plan, and what its folder says. */
export interface FolderStanding {
  readonly plan: ExperimentPlan;
  readonly directory: ExperimentDirectory;
  /** What somebody noted of it. */
  readonly note: string | undefined;
  /** Who plans the experiment, and writes what belongs to all of it. */
  readonly holder: LeaseView | undefined;
  readonly runs: readonly RunOutlook[];
  /** Names of runs in the folder that are not of the plan. */
  readonly strays: readonly string[];
}

/** How a plan stands in a folder. */
export function findStanding(
  drafted: ExperimentPlan,
  directory: ExperimentDirectory,
): FolderStanding {
  const reached = resumeStages(drafted, directory);
  return viewStanding(reached, surveyPlan(reached, directory), directory);
}

/** How a plan stands in a folder that was looked at already. */
export function viewStanding(
  { plan }: PlannedRuns,
  survey: PlanSurvey,
  directory: ExperimentDirectory,
): FolderStanding {
  return {
    plan,
    directory,
    note: readNote(directory),
    holder: viewLease(directory.leaseFile),
    runs: describeOutlooks(survey, plan.metric.name),
    strays: survey.strays,
  };
}

/** How an experiment stands, and what running it would do. */
export interface ExperimentStanding {
  readonly experiment: string;
  readonly directory: string;
  /** What somebody noted of it. */
  readonly note: string | undefined;
  /** Who plans the experiment; undefined where nobody does. */
  readonly holder: LeaseView | undefined;
  readonly runs: readonly RunOutlook[];
  /** Names of runs in the folder that are not of the plan. */
  readonly strays: readonly string[];
}

/** How an experiment stands, for programs. */
export function summariseStanding({
  plan,
  directory,
  note,
  holder,
  runs,
  strays,
}: FolderStanding): ExperimentStanding {
  return { experiment: plan.experiment, directory: directory.path, note, holder, runs, strays };
}
