import type { ExperimentDirectory } from '../../records/experiment-directory';
import { UserError } from '../../util/user-error';
import type { QueuedWorker } from './scheduler';
import { findScheduler } from './schedulers';
import { readSubmissions, type Submission } from './submission';

/** What is left of a submission. */
export interface QueuedSubmission {
  readonly submission: Submission;
  /** Those that wait or run. */
  readonly workers: readonly QueuedWorker[];
  /** Why that is not known, in a sentence. */
  readonly fault: string | undefined;
}

/** Asks schedulers what is left of all that was submitted for an experiment. Only asks. */
export function readQueue(directory: ExperimentDirectory): readonly QueuedSubmission[] {
  return readSubmissions(directory.jobs).map((submission) => {
    const scheduler = findScheduler(submission.to);
    const title = scheduler?.title ?? submission.to;
    const answer = (workers: readonly QueuedWorker[], reason?: string): QueuedSubmission => ({
      submission,
      workers,
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
