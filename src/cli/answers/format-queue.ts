import { isLeft, type QueuedSubmission } from '../../launch/submit/read-queue';
import type { QueuedWorker } from '../../launch/submit/scheduler';
import { groupBy } from '../../util/group-by';

/** A submission of which something waits, runs or has failed, for programs. */
export interface SubmissionStanding {
  /** The scheduler that has it. */
  readonly to: string;
  readonly job: string;
  readonly workers: readonly QueuedWorker[];
  /** The job that collects their results. */
  readonly collector: QueuedWorker | undefined;
  /** Those that failed and are not started again. */
  readonly failed: readonly QueuedWorker[];
  /** Why its workers are not known. */
  readonly fault: string | undefined;
}

/** What is left of what was submitted, for programs. */
export function summariseQueue(queue: readonly QueuedSubmission[]): SubmissionStanding[] {
  return queue
    .filter((one) => isLeft(one) || one.failed.length > 0)
    .map(({ submission: { to, job }, ...rest }) => ({ to, job, ...rest }));
}

/**
 * `job 12: 2 workers running (n1, n2), 3 pending (Resources); job 13 that ranks is pending (Dependency)`,
 * a line for each submission.
 */
export function formatQueue(queue: readonly QueuedSubmission[]): string[] {
  return summariseQueue(queue).map(({ job, workers, failed, collector, fault }) => {
    if (fault !== undefined) return `  ${fault}`;
    const states = [...groupBy([...workers, ...failed], ({ state }) => state)].map(
      ([state, members], index) => {
        const size = members.length === 1 ? '1 worker' : `${members.length} workers`;
        return `${index === 0 ? size : members.length} ${state}${describeMembers(members)}`;
      },
    );
    const ranks =
      collector &&
      `job ${collector.job} that ranks is ${collector.state}${describeMembers([collector])}`;
    const parts = [states.length === 0 ? undefined : `job ${job}: ${states.join(', ')}`, ranks];
    return `  ${parts.filter((part) => part !== undefined).join('; ')}`;
  });
}

/** Where they run or why they wait, in brackets. */
function describeMembers(workers: readonly QueuedWorker[]): string {
  const words = workers.map(({ place, reason }) => (place === '' ? reason : place));
  const known = [...new Set(words)].filter((word) => word !== '');
  return known.length === 0 ? '' : ` (${known.sort().join(', ')})`;
}
