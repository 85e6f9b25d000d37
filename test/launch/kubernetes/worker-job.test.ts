import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Job } from 'kubernetes-types/batch/v1';
import { stringify } from 'yaml';
import { buildWorkerJob, type JobRequest } from '../../../src/launch/kubernetes/worker-job';
import { packageRoot } from '../../../src/util/process/package-version';
import { chooseAction } from './stand-in/choose-action';

const request: JobRequest = {
  name: 'ablate-shared-0abcd',
  workers: 4,
  timeMs: 7_200_000,
  cpus: 2,
  work: ['work', '/data/results of all/shared', '--jobs', '1'],
  environment: { ABLATE_DATA_DIR: '/data/sets' },
  container: {
    image: 'registry.example/ablate:1',
    volume: { claim: 'results', path: '/data' },
    memory: '4Gi',
    namespace: 'vision',
    labels: { 'kueue.x-k8s.io/queue-name': 'team' },
  },
  user: { uid: 1000, gid: 1000 },
};

/** What the schema that Kubernetes publishes for batch/v1 says of a manifest; empty where it is sound. */
function validate(manifest: unknown): string {
  const program = `
    import { Job } from 'kubernetes-models/batch/v1';
    try { new Job(${JSON.stringify(manifest)}).validate(); } catch (error) { console.log(error.message); }`;
  // The package is an ES module, which jest does not load.
  const words = ['--input-type=module', '--eval', program];
  return execFileSync(process.execPath, words, { cwd: packageRoot, encoding: 'utf8' });
}

test('the manifest is the one that was reviewed', () => {
  const file = path.join(packageRoot, 'test', 'launch', 'kubernetes', 'worker-job.golden.yaml');
  const text = stringify(buildWorkerJob(request), { aliasDuplicateObjects: false });
  if (process.env['UPDATE_GOLDEN'] === '1') fs.writeFileSync(file, text);
  expect(text).toBe(fs.readFileSync(file, 'utf8'));
});

test('manifests hold to the published schema of batch/v1, and it would say where they did not', () => {
  const job = buildWorkerJob(request);
  const bare = { ...request.container, memory: undefined, namespace: undefined, labels: {} };
  const plain = {
    ...request,
    timeMs: undefined,
    user: undefined,
    container: bare,
    environment: {},
  };
  expect(validate(job)).toBe('');
  expect(validate(buildWorkerJob(plain))).toBe('');
  const wrong: unknown = { ...job, spec: { ...job.spec, backoffLimitPerIndex: '6' } };
  expect(validate(wrong)).toMatch(/backoffLimitPerIndex must be integer/);
});

test('a worker stops by itself before Kubernetes ends it, of a short time at three quarters', () => {
  const deadline = (timeMs: number): [string | undefined, number | undefined] => {
    const pod = podOf(buildWorkerJob({ ...request, timeMs }));
    const args = pod?.containers[0]?.args ?? [];
    return [args[args.indexOf('--for') + 1], pod?.activeDeadlineSeconds];
  };
  expect(deadline(7_200_000)).toEqual(['7020s', 7200]);
  expect(deadline(120_000)).toEqual(['90s', 120]);
});

test('without a time there is no deadline, and without memory no limit', () => {
  const container = { ...request.container, memory: undefined };
  const pod = podOf(buildWorkerJob({ ...request, timeMs: undefined, container }));
  expect(pod?.activeDeadlineSeconds).toBeUndefined();
  expect(pod?.containers[0]?.args).not.toContain('--for');
  expect(pod?.containers[0]?.resources).toEqual({ requests: { cpu: '2' } });
});

test.each([
  ['its time is up', 75, false, 'Ignore'],
  ['it was ended before it listened', 143, false, 'Ignore'],
  ['it was evicted and took too long', 137, true, 'Ignore'],
  ['memory ran out', 137, false, 'Count'],
  ['runs failed', 1, false, 'FailIndex'],
  ['the plan is wrong', 64, false, 'FailIndex'],
])(
  'of a pod that failed because %s, Kubernetes is to do this',
  (_, exitCode, isDisrupted, action) => {
    const { podFailurePolicy } = buildWorkerJob(request).spec ?? {};
    expect(chooseAction(podFailurePolicy, { exitCode, isDisrupted })).toBe(action);
  },
);

function podOf(job: Job): NonNullable<Job['spec']>['template']['spec'] {
  return job.spec?.template.spec;
}
