import { setTimeout as sleep } from 'node:timers/promises';
import { claimLease, type Lease } from '../../leases/lease';
import { describeHolder } from '../../leases/lease-holder';
import type { LeaseWatch } from '../../leases/lease-watch';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { commandFor } from '../../util/process/command-for';
import { UserError } from '../../util/user-error';
import type { LaunchListener } from '../launch-events';

const pollMs = 200;

/** For how long what others plan or collect is waited for: that takes them seconds. */
export const holdPatienceMs = 30_000;

/**
 * Takes an experiment for this process. One whose holder looks dead is watched first.
 *
 * @param listener hears what is waited for, once.
 * @param patienceMs for how long a holder that is alive is waited for.
 * @throws UserError where another process has it, saying which and how to take over.
 */
export async function holdExperiment(
  directory: ExperimentDirectory,
  watch: LeaseWatch,
  listener: LaunchListener,
  patienceMs = 0,
): Promise<Lease> {
  const sinceMs = performance.now();
  for (let isSaid = false; ; isSaid = true) {
    const attempt = claimLease(directory.leaseFile, watch);
    if (attempt.ok) return attempt.lease;
    if (!attempt.isSuspect && performance.now() - sinceMs >= patienceMs) {
      const take = commandFor('unlock', directory.path);
      throw new UserError(`${directory.path} is in use by ${describeHolder(attempt.holder)}`, {
        hint: `Wait until it has ended, or give this one another folder with --results-dir. If you know that it is gone, take over: ${take}`,
      });
    }
    if (!isSaid) {
      listener({ type: 'waiting', holds: [{ folder: directory.path, hold: attempt }] });
    }
    await sleep(pollMs);
  }
}
