import { LeaseWatch } from '../../leases/lease-watch';
import { parsePlan } from '../../plan/parse-plan';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { readJsonFile } from '../../records/read-json-file';
import { makeFolder } from '../../util/files/make-folder';
import { commandFor } from '../../util/process/command-for';
import { UserError } from '../../util/user-error';
import { holdExperiment, holdPatienceMs } from '../grid/hold-experiment';
import { writeHyperparameters } from '../grid/hparams-table';
import { makeRoomForPlan } from '../grid/make-room';
import { writePlan } from '../grid/write-plan';
import type { LaunchListener } from '../launch-events';
import { readQueue } from './read-queue';
import type { Scheduler, Submitted, WorkerRequest } from './scheduler';
import { forgetSubmission, recordSubmission } from './submission';

/** How a grid is submitted. */
export interface SubmitOptions {
  readonly directory: ExperimentDirectory;
  readonly scheduler: Scheduler;
  readonly listener: LaunchListener;
  readonly request: Omit<WorkerRequest, 'folder' | 'experiment'>;
}

/**
 * Writes the plan of a grid and all that belongs to the whole of it, submits workers, and writes down what
 * was submitted. Does not wait for them.
 *
 * @throws UserError where another process plans the experiment, earlier workers execute other settings,
 * the folder can't be written, or the scheduler refuses.
 */
export async function submitGrid(
  plan: ExperimentPlan,
  { directory, scheduler, listener, request }: SubmitOptions,
): Promise<Submitted> {
  const watch = new LeaseWatch();
  const lease = await holdExperiment(directory, watch, listener, holdPatienceMs);
  try {
    makeFolder(directory.jobs);
    const notes = settleEarlier(plan, directory);
    writePlan(plan, directory);
    await makeRoomForPlan(plan, { directory, listener, watch });
    writeHyperparameters(plan, directory);
    const submitted = scheduler.submit({
      ...request,
      folder: directory.jobs,
      experiment: plan.experiment,
    });
    recordSubmission(directory.jobs, submitted.submission);
    return { ...submitted, notes: [...notes, ...submitted.notes] };
  } finally {
    lease.release();
  }
}

/** Sees to earlier submissions: those that are over are forgotten, the others named. */
function settleEarlier(plan: ExperimentPlan, directory: ExperimentDirectory): string[] {
  return readQueue(directory).flatMap(({ submission, workers, collector, fault }) => {
    const { job } = submission;
    if (fault !== undefined) return [fault];
    if (workers.length === 0) {
      if (collector === undefined) forgetSubmission(directory.jobs, submission);
      return [];
    }
    if (hasOtherSettings(plan, directory)) {
      throw new UserError(`Workers of job ${job} execute ${plan.experiment} with other settings`, {
        hint: `Wait until they have ended, or end them: ${commandFor('cancel', directory.path)}`,
      });
    }
    const size = workers.length === 1 ? '1 worker' : `${workers.length} workers`;
    return [`Job ${job} has ${size} on it already; these join them.`];
  });
}

/** Whether what stands in the folder plans runs of this plan with other settings. */
function hasOtherSettings(plan: ExperimentPlan, directory: ExperimentDirectory): boolean {
  const found = readJsonFile(directory.planFile, parsePlan);
  if (found.state !== 'sound') return false;
  const hashes = new Map(found.value.runs.map(({ runId, configHash }) => [runId, configHash]));
  return plan.runs.some(
    ({ runId, configHash }) => (hashes.get(runId) ?? configHash) !== configHash,
  );
}
