import { groupBy } from '../../util/group-by';
import type { QueuedWorker } from '../submit/scheduler';
import type { JobObject, PodObject } from './kubernetes-objects';

const indexKey = 'batch.kubernetes.io/job-completion-index';

/**
 * The workers of a job, by its indexes: those that wait or run, and those that failed for good.
 *
 * @param name of the job, which pods outlive by some seconds.
 */
export function listWorkers(
  name: string,
  objects: readonly (JobObject | PodObject)[],
): QueuedWorker[] {
  const job = objects.find((one): one is JobObject => one.kind === 'Job');
  const pods = groupBy(
    objects.filter((one): one is PodObject => one.kind === 'Pod'),
    indexOf,
  );
  const indexes = job === undefined ? [...pods.keys()].sort() : countTo(job.spec.completions);
  const completed = parseIndexes(job?.status.completedIndexes ?? '');
  const failed = parseIndexes(job?.status.failedIndexes ?? '');
  const end = job?.status.conditions.find(
    ({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'),
  );
  return indexes.flatMap((index): QueuedWorker[] => {
    if (completed.has(index)) return [];
    const worker = { job: `${name}-${index}`, place: '' };
    const ofIndex = pods.get(index) ?? [];
    const newest = ofIndex.toSorted(byAge).at(-1);
    if (failed.has(index)) {
      return [{ ...worker, state: 'failed', reason: describeDeath(newest) }];
    }
    const alive = ofIndex.find(({ status }) => isAlive(status.phase));
    if (alive !== undefined) return [{ ...worker, ...describePod(alive) }];
    if (job === undefined || end?.type === 'Complete') return [];
    if (end !== undefined) return [{ ...worker, state: 'failed', reason: end.reason ?? '' }];
    return [{ ...worker, state: 'pending', reason: explainAbsence(job, newest) }];
  });
}

/** The numbers in `1,3-5,7`, as a job names indexes. */
export function parseIndexes(text: string): ReadonlySet<string> {
  const ranges = [...text.matchAll(/(\d+)(?:-(\d+))?/g)];
  return new Set(
    ranges.flatMap(([, first, last = first]) =>
      countTo(Number(last) - Number(first) + 1).map((offset) =>
        String(Number(first) + Number(offset)),
      ),
    ),
  );
}

function countTo(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

function indexOf({ metadata: { labels, annotations } }: PodObject): string {
  return labels[indexKey] ?? annotations[indexKey] ?? '';
}

function byAge(a: PodObject, b: PodObject): number {
  return a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1;
}

function isAlive(phase: string): boolean {
  return phase !== 'Succeeded' && phase !== 'Failed';
}

/** What a pod does, where, and what it waits for. */
function describePod({ metadata, spec, status }: PodObject): Omit<QueuedWorker, 'job'> {
  const place = spec.nodeName;
  if (metadata.deletionTimestamp !== undefined) return { state: 'ending', place, reason: '' };
  if (status.phase === 'Running') return { state: 'running', place, reason: '' };
  const unscheduled = status.conditions.find(
    ({ type, status: holds }) => type === 'PodScheduled' && holds === 'False',
  );
  const waiting = status.containerStatuses.find(({ state }) => state.waiting)?.state.waiting;
  const reason = unscheduled?.message ?? unscheduled?.reason ?? waiting?.reason ?? '';
  // Where it waits for its image or its volume, the reason says more than the node.
  return { state: status.phase.toLowerCase(), place: reason === '' ? place : '', reason };
}

function explainAbsence(job: JobObject, dead: PodObject | undefined): string {
  if (job.spec.suspend) return 'suspended';
  return dead === undefined ? 'no pod yet' : `again soon, behind ${describeDeath(dead)}`;
}

/** `exit code 137, OOMKilled` */
function describeDeath(pod: PodObject | undefined): string {
  if (pod === undefined) return '';
  const ends = pod.status.containerStatuses.map(({ state }) => state.terminated);
  const end = ends.find((one) => one !== undefined);
  const code = end === undefined ? [] : [`exit code ${end.exitCode}`];
  const causes = [pod.status.reason, end?.reason].filter(
    (cause) => cause !== undefined && cause !== 'Error',
  );
  return [...code, ...causes].join(', ');
}
