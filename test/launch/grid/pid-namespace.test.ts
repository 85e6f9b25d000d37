import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { readLease } from '../../../src/leases/lease-watch';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { mainFile } from '../../../src/util/process/package-version';
import { useScratchFolder } from '../../scratch-folder';
import { sharedSpec } from '../shared-spec';
import { runAblate, waitUntil, writeSpec } from '../start-ablate';

jest.setTimeout(120_000);

const scratch = useScratchFolder();
const container = ['--pid', '--fork', '--mount-proc', '--kill-child'];
const mayUnshare = spawnSync('unshare', [...container, 'true']).status === 0;
const title = 'a grid of another container with the same host name';

const specText = sharedSpec(`
steps: 100000000
logEvery: 1000000
evaluateEvery: 100000000
checkpointEvery: 100000
seeds: 1
`);

(mayUnshare ? test : test.skip)(
  mayUnshare ? `${title} is refused and named` : `${title} (skipped: no name spaces here)`,
  async () => {
    const spec = writeSpec(scratch(), specText);
    const directory = new ExperimentDirectory(path.join(scratch(), 'shared'));
    const { leaseFile } = directory.run('base-s0');
    const command = ['run', spec, '--results-dir', scratch()];
    const other = spawn('unshare', [...container, process.execPath, mainFile, ...command], {
      stdio: 'ignore',
    });
    try {
      await waitUntil('it has the run', () => readLease(leaseFile)?.holder !== undefined);
      const holder = readLease(directory.leaseFile)?.holder;
      const refused = await runAblate(command);
      expect(refused.exitCode).toBe(1);
      expect(refused.stderr).toContain(`is in use by process ${holder?.pid} on ${holder?.host}`);
      const helper = await runAblate(['work', directory.path]);
      expect(helper).toMatchObject({
        exitCode: 0,
        stderr: expect.stringContaining('1 run is with others'),
      });
    } finally {
      const ended = new Promise((resolve) => other.once('close', resolve));
      other.kill('SIGKILL');
      await ended;
    }
  },
);
