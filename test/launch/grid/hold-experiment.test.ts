import fs from 'node:fs';
import path from 'node:path';
import { holdExperiment } from '../../../src/launch/grid/hold-experiment';
import type { LaunchEvent } from '../../../src/launch/launch-events';
import { leaseTiming } from '../../../src/leases/lease-timing';
import { LeaseWatch } from '../../../src/leases/lease-watch';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { UserError } from '../../../src/util/user-error';
import { foreignHolder, placeLease } from '../../leases/foreign-lease';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();

function openExperiment(): ExperimentDirectory {
  const directory = new ExperimentDirectory(path.join(scratch(), 'my results'));
  directory.prepare();
  return directory;
}

test('an experiment that another machine has is refused, with who has it and how to take over', async () => {
  const directory = openExperiment();
  placeLease(directory.leaseFile);
  const failure = holdExperiment(directory, new LeaseWatch(), () => {});
  await expect(failure).rejects.toThrow(UserError);
  await expect(failure).rejects.toMatchObject({
    message: `${directory.path} is in use by process 4242 on elsewhere, since 2026-01-01T00:00:00.000Z`,
    hint: expect.stringContaining(`unlock '${directory.path}'`),
  });
});

test('one who is patient waits until it is given back', async () => {
  const directory = openExperiment();
  placeLease(directory.leaseFile);
  const heard: LaunchEvent[] = [];
  const note = (event: LaunchEvent): void => void heard.push(event);
  setTimeout(() => fs.rmSync(directory.leaseFile), 500);
  const lease = await holdExperiment(directory, new LeaseWatch(), note, 60_000);
  lease.release();
  expect(heard.map(({ type }) => type)).toEqual(['waiting']);
  placeLease(directory.leaseFile);
  await expect(holdExperiment(directory, new LeaseWatch(), note, 300)).rejects.toThrow('in use');
});

test('one whose machine is gone is taken over after a while, and that is said', async () => {
  const directory = openExperiment();
  placeLease(directory.leaseFile, 100_000);
  const heard: LaunchEvent[] = [];
  const watch = new LeaseWatch({ ...leaseTiming(), watchMs: 500 });
  const lease = await holdExperiment(directory, watch, (event) => heard.push(event));
  lease.release();
  const hold = expect.objectContaining({ holder: foreignHolder });
  expect(heard).toEqual([{ type: 'waiting', holds: [{ folder: directory.path, hold }] }]);
});
