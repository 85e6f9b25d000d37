import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compareExperiments } from '../../../scripts/torture/compare-experiments';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { readStatus } from '../../../src/records/status';
import { useScratchFolder } from '../../scratch-folder';
import { sharedSpec } from '../shared-spec';
import { type CommandEnd, runAblate, waitUntil, writeSpec } from '../start-ablate';
import { KubernetesStandIn } from './stand-in/kubernetes-stand-in';
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
steps: 24000
logEvery: 4000
evaluateEvery: 24000
checkpointEvery: 800
seeds: 3
grid: { model.activation: [relu, tanh] }
`);

withPods(
  `a grid whose pods are killed, deleted and evicted and lose their nodes ends as one that nothing disturbed${skipped}`,
  async () => {
    const leases = { ABLATE_LEASE_TIMEOUT: '4' };
    cluster = await KubernetesStandIn.start(path.join(scratch(), 'k'), { env: leases });
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

    const strikes = ['kill', 'delete', 'evict', 'lose'] as const;
    for (const [turn, strike] of [...strikes, 'kill' as const].entries()) {
      await sleep(700 + 300 * (turn % 3));
      const pods = job.alive();
      pods[turn % pods.length]?.[strike]();
    }
    await waitUntil('the job is over', () => job.isOver);
    expect([...job.failed]).toEqual([]);

    const states = directory.listRuns().map(({ statusFile }) => readStatus(statusFile).state);
    expect(states).toEqual(Array.from({ length: 6 }, () => 'completed'));
    expect(fs.readFileSync(directory.runsFile, 'utf8').trim().split('\n')).toHaveLength(7);

    const alone = path.join(scratch(), 'alone');
    await runAblate(['run', spec, '--results-dir', alone, '--quiet']);
    expect(
      compareExperiments(new ExperimentDirectory(path.join(alone, 'shared')), directory),
    ).toEqual([]);
  },
);
