import { parseCreated, parseObjects } from '../../../src/launch/kubernetes/kubernetes-objects';
import { listWorkers, parseIndexes } from '../../../src/launch/kubernetes/list-workers';
import { UserError } from '../../../src/util/user-error';

const indexLabel = 'batch.kubernetes.io/job-completion-index';

function pod(index: number, status: object, more: { deleted?: true; node?: string } = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `j-${index}-x7f2k`,
      labels: { [indexLabel]: String(index) },
      creationTimestamp: '2025-11-25T12:00:00Z',
      ...(more.deleted ? { deletionTimestamp: '2025-11-25T12:01:00Z' } : {}),
    },
    spec: more.node === undefined ? {} : { nodeName: more.node },
    status,
  };
}

function job(completions: number, status: object, suspend?: boolean): object {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'j' },
    spec: { completions, suspend },
    status,
  };
}

function list(...items: object[]): ReturnType<typeof listWorkers> {
  return listWorkers('j', parseObjects(JSON.stringify({ kind: 'List', items })));
}

const terminated = (exitCode: number, reason = 'Error'): object => ({
  phase: 'Failed',
  containerStatuses: [{ state: { terminated: { exitCode, reason } } }],
});

test('workers wait with the reason of the scheduler or the node, run somewhere, end, or have failed', () => {
  const unscheduled = '0/3 nodes are available: 3 Insufficient cpu.';
  const workers = list(
    job(9, { completedIndexes: '0', failedIndexes: '7,8' }),
    pod(0, { phase: 'Succeeded' }),
    pod(1, { phase: 'Running' }, { node: 'n1' }),
    pod(2, {
      phase: 'Pending',
      conditions: [
        { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: unscheduled },
      ],
    }),
    pod(
      3,
      {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'True' }],
        containerStatuses: [{ state: { waiting: { reason: 'ImagePullBackOff' } } }],
      },
      { node: 'n2' },
    ),
    pod(4, { phase: 'Running' }, { node: 'n1', deleted: true }),
    pod(5, terminated(137, 'OOMKilled')),
    pod(7, terminated(64)),
    pod(8, { ...terminated(1), reason: 'DeadlineExceeded' }),
  );
  expect(workers).toEqual([
    { job: 'j-1', state: 'running', place: 'n1', reason: '' },
    { job: 'j-2', state: 'pending', place: '', reason: unscheduled },
    { job: 'j-3', state: 'pending', place: '', reason: 'ImagePullBackOff' },
    { job: 'j-4', state: 'ending', place: 'n1', reason: '' },
    {
      job: 'j-5',
      state: 'pending',
      place: '',
      reason: 'again soon, behind exit code 137, OOMKilled',
    },
    { job: 'j-6', state: 'pending', place: '', reason: 'no pod yet' },
    { job: 'j-7', state: 'failed', place: '', reason: 'exit code 64' },
    { job: 'j-8', state: 'failed', place: '', reason: 'exit code 1, DeadlineExceeded' },
  ]);
});

test('a job that a queue holds back waits, and one that is over has no workers', () => {
  expect(list(job(1, {}, true))).toMatchObject([{ state: 'pending', reason: 'suspended' }]);
  const complete = { conditions: [{ type: 'Complete', status: 'True' }] };
  expect(list(job(2, { ...complete, completedIndexes: '0,1' }))).toEqual([]);
  const failed = { conditions: [{ type: 'Failed', status: 'True', reason: 'DeadlineExceeded' }] };
  expect(list(job(1, failed))).toMatchObject([{ state: 'failed', reason: 'DeadlineExceeded' }]);
});

test('of a job that is gone, only the pods that still end are left', () => {
  expect(list()).toEqual([]);
  expect(
    list(pod(3, { phase: 'Running' }, { deleted: true }), pod(1, terminated(75))),
  ).toMatchObject([{ job: 'j-3', state: 'ending' }]);
});

test('indexes are read as Kubernetes writes them', () => {
  expect([...parseIndexes('1,3-5,7')]).toEqual(['1', '3', '4', '5', '7']);
  expect([...parseIndexes('')]).toEqual([]);
});

test('words before the object are passed over, and what is none is said', () => {
  const printed = `Warning: {deprecated}\n{"items":[]}`;
  expect(parseObjects(printed)).toEqual([]);
  expect(() => parseObjects('No resources found')).toThrow(UserError);
  expect(parseCreated(`token renewed\n${JSON.stringify(job(1, {}), null, 2)}`)?.metadata.name).toBe(
    'j',
  );
  expect(parseCreated('job.batch/j created')).toBeUndefined();
});
