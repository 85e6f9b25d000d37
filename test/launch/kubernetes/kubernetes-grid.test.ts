import fs from 'node:fs';
import path from 'node:path';
import { compareExperiments } from '../../../scripts/torture/compare-experiments';
import { readLease } from '../../../src/leases/lease-watch';
import { listCheckpoints } from '../../../src/records/checkpoints/checkpoint-folder';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { readStatus } from '../../../src/records/status';
import { useScratchFolder } from '../../scratch-folder';
import { sharedSpec } from '../shared-spec';
import { type CommandEnd, runAblate, waitUntil, writeSpec } from '../start-ablate';
import type { JobController } from './stand-in/job-controller';
import { KubernetesStandIn } from './stand-in/kubernetes-stand-in';
import type { Pod } from './stand-in/pod';
import { findObstacle } from './stand-in/pod-process';

jest.setTimeout(300_000);

const obstacle = findObstacle();
const withPods = (obstacle === undefined ? test : test.skip) as jest.It;
const skipped = obstacle === undefined ? '' : ` (skipped: ${obstacle})`;

const scratch = useScratchFolder();
let cluster: KubernetesStandIn | undefined;
afterEach(async () => {
  await cluster?.stop();
  cluster = undefined;
});

const specText = sharedSpec(`
evaluate: [validation, test]
steps: 48000
logEvery: 4000
evaluateEvery: 48000
checkpointEvery: 800
seeds: 2
grid: { model.activation: [relu, tanh] }
`);

/** Waits until a pod trains. */
async function waitForPodAtWork(job: JobController, directory: ExperimentDirectory): Promise<Pod> {
  let found: Pod | undefined;
  await waitUntil('a pod trains', () => {
    const holders = directory
      .listRuns()
      .filter(({ checkpoints }) => listCheckpoints(checkpoints).length > 0)
      .flatMap(({ leaseFile }) => readLease(leaseFile)?.holder ?? []);
    // The lease of a pod that was killed names the host of the next as well.
    found = job
      .alive()
      .find(({ hostname, createdAt }) =>
        holders.some(({ host, since }) => host === hostname && since > createdAt),
      );
    return found !== undefined;
  });
  if (found === undefined) throw new Error('No pod trains');
  return found;
}

withPods(
  `a grid whose pods are killed, deleted and evicted and lose their nodes ends as one that nothing disturbed${skipped}`,
  async () => {
    const leases = { ABLATE_LEASE_TIMEOUT: '4' };
    cluster = await KubernetesStandIn.start(path.join(scratch(), 'k'));
    const { environment, jobs } = cluster;
    const results = path.join(scratch(), 'results');
    const directory = new ExperimentDirectory(path.join(results, 'shared'));
    const spec = writeSpec(scratch(), specText);
    const ablate = (...args: string[]): Promise<CommandEnd> =>
      runAblate(args, { env: { ...environment, ...leases } });
    const where = ['--image', 'ablate', '--volume', `results:${scratch()}`];
    const options = ['--results-dir', results, '--workers', '2', '--cpus', '1'];
    const submitted = await ablate('submit', spec, '--to', 'kubernetes', ...where, ...options);
    expect(submitted).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('Kubernetes job'),
    });
    const [job] = jobs;
    if (job === undefined) throw new Error('There is no job');

    await waitUntil('both workers have runs', () => directory.listRuns().length >= 2);
    const standing = await ablate('status', directory.path);
    expect(standing.stdout).toMatch(/job ablate-shared-\w{5}: 2 workers running \(n1, n2\)/);

    for (const strike of ['kill', 'delete', 'evict', 'lose', 'kill'] as const) {
      const pod = await waitForPodAtWork(job, directory);
      pod[strike]();
      expect(await pod.ended).not.toBe(0);
    }
    await waitUntil('the job is over', () => job.isOver);
    expect([...job.failed]).toEqual([]);
    expect(job.pods).toHaveLength(7);

    const states = directory.listRuns().map(({ statusFile }) => readStatus(statusFile).state);
    expect(states).toEqual(Array.from({ length: 4 }, () => 'completed'));
    expect(fs.readFileSync(directory.runsFile, 'utf8').trim().split('\n')).toHaveLength(5);

    const alone = path.join(scratch(), 'alone');
    await runAblate(['run', spec, '--results-dir', alone, '--quiet']);
    expect(
      compareExperiments(new ExperimentDirectory(path.join(alone, 'shared')), directory),
    ).toEqual([]);
  },
);
