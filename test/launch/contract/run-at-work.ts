import type { LeaseHolder } from '../../../src/leases/lease-holder';
import { readLease } from '../../../src/leases/lease-watch';
import { listCheckpoints } from '../../../src/records/checkpoints/checkpoint-folder';
import type { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { isFinal, readStatus } from '../../../src/records/status';
import { waitUntil } from '../start-ablate';

/** Waits until a run is trained, has a checkpoint and is not over; gives who trains it. */
export async function waitForRun(
  directory: ExperimentDirectory,
  host?: string,
): Promise<LeaseHolder> {
  let holder: LeaseHolder | undefined;
  await waitUntil(`a run is trained${host === undefined ? '' : ` on ${host}`}`, () => {
    holder = directory
      .listRuns()
      .filter((run) => listCheckpoints(run.checkpoints).length > 0)
      .filter((run) => !isFinal(readStatus(run.statusFile)))
      .flatMap((run) => readLease(run.leaseFile)?.holder ?? [])
      .find((one) => host === undefined || one.host === host);
    return holder !== undefined;
  });
  if (holder === undefined) throw new Error('Nobody trains a run');
  return holder;
}
