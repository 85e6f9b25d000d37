import fs from 'node:fs';
import path from 'node:path';
import { compareExperiments } from '../../../scripts/torture/compare-experiments';
import { readLease } from '../../../src/leases/lease-watch';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { readStatus } from '../../../src/records/status';
import { useScratchFolder } from '../../scratch-folder';
import { SlurmSite, slurmLauncher } from '../contract/slurm-launcher';
import { sharedSpec } from '../shared-spec';
import { type CommandEnd, runAblate, waitUntil, writeSpec } from '../start-ablate';

jest.setTimeout(400_000);

const { obstacle } = slurmLauncher;
const withSlurm = (obstacle === undefined ? test : test.skip) as jest.It;
const skipped = obstacle === undefined ? '' : ` (skipped: ${obstacle})`;

const scratch = useScratchFolder();
let slurm: SlurmSite | undefined;
afterEach(async () => {
  await slurm?.close();
  slurm = undefined;
});

const specText = sharedSpec(`
evaluate: [validation, test]
steps: 250000
logEvery: 10000
evaluateEvery: 100000
checkpointEvery: 10000
seeds: 6
grid: { model.activation: [relu, tanh] }
`);

withSlurm(
  `a grid over two nodes ends as one that nothing disturbed: a node is lost, a task preempted, and all is cancelled and submitted again${skipped}`,
  async () => {
    const site = await SlurmSite.start(path.join(scratch(), 'cluster'));
    slurm = site;
    const { cluster, env } = site;
    const results = path.join(scratch(), 'results of all');
    const directory = new ExperimentDirectory(path.join(results, 'shared'));
    const spec = writeSpec(scratch(), specText);
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
    await site.preemptOn('n1');
    site.hurry();
    await waitUntil('it is back', isAtWork('n1'));

    await cluster.killNode('n2');
    await waitUntil('the node is found down', () =>
      cluster.command('sinfo', '-h', '-n', 'n2', '-o', '%t').includes('down'),
    );
    cluster.startNode('n2');
    await ablate('cancel', directory.path);
    expect(await submit()).toMatchObject({ exitCode: 0 });
    await site.waitForQueue();

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
