import type { ExperimentDirectory } from '../../records/experiment-directory';
import { UserError } from '../../util/user-error';
import type { QueuedWorker } from './scheduler';
import { findScheduler } from './schedulers';
import { forgetSubmission, readSubmissions, type Submission } from './submission';

/** What is left of a submission. */
export interface QueuedSubmission {
  readonly submission: Submission;
  /** Those that wait or run. */
  readonly workers: readonly QueuedWorker[];
  /** Those that failed and are not started again. */
  readonly failed: readonly QueuedWorker[];
  /** The job that collects their results, where it waits or runs. */
  readonly collector: QueuedWorker | undefined;
  /** Why that is not known, in a sentence. */
  readonly fault: string | undefined;
}

/** Asks schedulers what is left of all that was submitted for an experiment. Only asks. */
export function readQueue(directory: ExperimentDirectory): readonly QueuedSubmission[] {
  return readSubmissions(directory.jobs).map((submission) => {
    const scheduler = findScheduler(submission.to);
    const title = scheduler?.title ?? submission.to;
    const answer = (jobs: readonly QueuedWorker[], reason?: string): QueuedSubmission => ({
      submission,
      ...sortOut(jobs, submission),
      fault: reason && `How job ${submission.job} of ${title} stands is not known: ${reason}`,
    });
    if (scheduler === undefined) return answer([], 'this version knows no such scheduler');
    try {
      return answer(scheduler.list(submission));
    } catch (error) {
      if (error instanceof UserError) return answer([], error.message);
      throw error;
    }
  });
}

function sortOut(
  jobs: readonly QueuedWorker[],
  { collectJob }: Submission,
): Pick<QueuedSubmission, 'workers' | 'failed' | 'collector'> {
  const workers = jobs.filter(({ job }) => job !== collectJob);
  return {
    workers: workers.filter(({ state }) => state !== 'failed'),
    failed: workers.filter(({ state }) => state === 'failed'),
    collector: jobs.find(({ job }) => job === collectJob),
  };
}

/** Forgets submissions whose workers have all ended. */
export function forgetEnded(directory: ExperimentDirectory): void {
  for (const { submission, workers, fault } of readQueue(directory)) {
    const hasEnded = workers.length === 0 && fault === undefined;
    if (hasEnded) forgetSubmission(directory.jobs, submission);
  }
}

/** Whether something of a submission waits or runs, or nothing is known of it. */
export function isLeft({ workers, collector, fault }: QueuedSubmission): boolean {
  return workers.length > 0 || collector !== undefined || fault !== undefined;
}
