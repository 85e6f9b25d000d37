import type { QueuedSubmission } from '../../launch/submit/read-queue';
import type { QueuedWorker } from '../../launch/submit/scheduler';
import { groupBy } from '../../util/group-by';

/** A submission of which something waits or runs, for programs. */
export interface SubmissionStanding {
  /** The scheduler that has it. */
  readonly to: string;
  readonly job: string;
  readonly workers: readonly QueuedWorker[];
  /** Why its workers are not known. */
  readonly fault: string | undefined;
}

/** What is left of what was submitted, for programs. */
export function summariseQueue(queue: readonly QueuedSubmission[]): SubmissionStanding[] {
  return queue
    .filter(({ workers, fault }) => workers.length > 0 || fault !== undefined)
    .map(({ submission: { to, job }, workers, fault }) => ({ to, job, workers, fault }));
}

/** `job 12: 2 workers running (n1, n2), 3 pending (Resources)`, a line for each submission. */
export function formatQueue(queue: readonly QueuedSubmission[]): string[] {
  return summariseQueue(queue).map(({ job, workers, fault }) => {
    if (fault !== undefined) return `  ${fault}`;
    const states = [...groupBy(workers, ({ state }) => state)].map(([state, members], index) => {
      const size = members.length === 1 ? '1 worker' : `${members.length} workers`;
      return `${index === 0 ? size : members.length} ${state}${describeMembers(members)}`;
    });
    return `  job ${job}: ${states.join(', ')}`;
  });
}

/** Where they run or why they wait, in brackets. */
function describeMembers(workers: readonly QueuedWorker[]): string {
  const words = workers.map(({ place, reason }) => (place === '' ? reason : place));
  const known = [...new Set(words)].filter((word) => word !== '');
  return known.length === 0 ? '' : ` (${known.sort().join(', ')})`;
}
