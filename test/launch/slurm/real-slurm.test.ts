import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findObstacle, SlurmCluster } from '../../../scripts/slurm/slurm-cluster';
import { compareExperiments } from '../../../scripts/torture/compare-experiments';
import { readLease } from '../../../src/leases/lease-watch';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { readStatus } from '../../../src/records/status';
import { useScratchFolder } from '../../scratch-folder';
import { sharedSpec } from '../shared-spec';
import { type CommandEnd, runAblate, waitUntil, writeSpec } from '../start-ablate';

jest.setTimeout(400_000);

const obstacle = findObstacle();
const withSlurm = (obstacle === undefined ? test : test.skip) as jest.It;
const skipped = obstacle === undefined ? '' : ` (skipped: ${obstacle})`;

const scratch = useScratchFolder();
let cluster: SlurmCluster | undefined;
afterEach(async () => {
  await cluster?.stop();
  cluster = undefined;
});

const specText = sharedSpec(`
evaluate: [validation, test]
steps: 200000
logEvery: 20000
evaluateEvery: 200000
checkpointEvery: 5000
seeds: 6
grid: { model.activation: [relu, tanh] }
`);

async function startCluster(): Promise<SlurmCluster> {
  const folder = path.join(scratch(), 'cluster');
  fs.mkdirSync(folder);
  cluster = await SlurmCluster.start(folder);
  return cluster;
}

/**
 * Has what waits for its turn begin soon: behind a requeue Slurm holds jobs back for two minutes. In the
 * very second of the requeue a node would refuse them.
 */
function hurry(slurm: SlurmCluster): void {
  const held = slurm.command('squeue', '-h', '-r', '-t', 'PD', '-o', '%i %r');
  for (const [, job = ''] of held.matchAll(/^(\S+) BeginTime$/gm)) {
    slurm.command('scontrol', 'update', `jobid=${job}`, 'StartTime=now+2seconds');
  }
}

/** Longer than a job needs to begin that was hurried. */
const pollMs = 6000;

async function waitForQueue(slurm: SlurmCluster): Promise<void> {
  for (;;) {
    const left = slurm.command('squeue', '-h', '-r', '-o', '%i %T %r').trim();
    if (left === '') return;
    hurry(slurm);
    await sleep(pollMs);
  }
}

withSlurm(
  `a grid over two nodes ends as one that nothing disturbed: a node is lost, a task preempted, and all is cancelled and submitted again${skipped}`,
  async () => {
    const slurm = await startCluster();
    const results = path.join(scratch(), 'results of all');
    const directory = new ExperimentDirectory(path.join(results, 'shared'));
    const spec = writeSpec(scratch(), specText);
    const env = { ...slurm.environment, ABLATE_LEASE_TIMEOUT: '4' };
    const ablate = (...args: string[]): Promise<CommandEnd> => runAblate(args, { env });
    const submit = (): Promise<CommandEnd> => {
      const options = ['--results-dir', results, '--workers', '2', '--cpus', '1', '--time', '10m'];
      return ablate('submit', spec, '--to', 'slurm', ...options);
    };
    const hostsAtWork = (): Set<string> =>
      new Set(
        directory.listRuns().flatMap(({ leaseFile }) => readLease(leaseFile)?.holder?.host ?? []),
      );
    const isAtWork = (host: string) => (): boolean => hostsAtWork().has(host);

    expect(await submit()).toMatchObject({ exitCode: 0 });
    await waitUntil('both nodes have runs', () => isAtWork('n1')() && isAtWork('n2')());
    const standing = await ablate('status', directory.path);
    expect(standing.stdout).toMatch(/job \d+: 2 workers running \(n1, n2\)/);
    expect(standing.stdout).toMatch(/running .*on n1 \(Slurm job \d+_\d\)/);

    // Takes the place of a task on the first node, which saves a checkpoint and is requeued.
    slurm.command('sbatch', '-p', 'urgent', '-w', 'n1', '-o', '/dev/null', '--wrap', 'sleep 1');
    await waitUntil('the task is requeued', () =>
      slurm.command('squeue', '-h', '-r', '-t', 'PD', '-o', '%r').includes('BeginTime'),
    );
    hurry(slurm);
    await waitUntil('it is back', isAtWork('n1'));

    await slurm.killNode('n2');
    await waitUntil('the node is found down', () =>
      slurm.command('sinfo', '-h', '-n', 'n2', '-o', '%t').includes('down'),
    );
    slurm.startNode('n2');
    await ablate('cancel', directory.path);
    expect(await submit()).toMatchObject({ exitCode: 0 });
    await waitForQueue(slurm);

    const states = directory.listRuns().map(({ statusFile }) => readStatus(statusFile).state);
    expect(states).toEqual(Array.from({ length: 12 }, () => 'completed'));
    expect(fs.readFileSync(directory.runsFile, 'utf8').trim().split('\n')).toHaveLength(13);

    const alone = path.join(scratch(), 'alone');
    await runAblate(['run', spec, '--results-dir', alone, '--quiet']);
    expect(
      compareExperiments(new ExperimentDirectory(path.join(alone, 'shared')), directory),
    ).toEqual([]);
  },
);

withSlurm(`a task whose time is up is started again, and goes on${skipped}`, async () => {
  const slurm = await startCluster();
  const directory = new ExperimentDirectory(path.join(scratch(), 'shared'));
  const spec = writeSpec(scratch(), specText.replace('seeds: 6', 'seeds: 1'));
  const options = ['--results-dir', scratch(), '--workers', '1', '--cpus', '1', '--time', '10m'];
  expect(
    await runAblate(['submit', spec, '--to', 'slurm', ...options], { env: slurm.environment }),
  ).toMatchObject({ exitCode: 0 });
  const leaseOf = (run: string) => readLease(directory.run(run).leaseFile);
  await waitUntil('it trains', () => leaseOf('relu-s0') !== undefined);
  slurm.command('scancel', '--batch', '--signal=USR2', '1');
  await waitUntil('it waits to be started again', () =>
    slurm.command('squeue', '-h', '-r', '-t', 'PD', '-o', '%r').includes('BeginTime'),
  );
  expect(readStatus(directory.run('relu-s0').statusFile).state).toBe('interrupted');
  await waitForQueue(slurm);
  const states = directory.listRuns().map(({ statusFile }) => readStatus(statusFile).state);
  expect(states).toEqual(['completed', 'completed']);
});
