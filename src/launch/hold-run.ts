import { claimLease, findHold, type LeaseHold } from '../leases/lease';
import { describeHolder } from '../leases/lease-holder';
import type { LeaseWatch } from '../leases/lease-watch';
import type { RunDirectory } from '../records/run-directory';
import { commandFor } from '../util/process/command-for';
import { UserError } from '../util/user-error';

/** Another process has a run. */
export class RunHeldError extends UserError {
  constructor(
    directory: RunDirectory,
    readonly hold: LeaseHold,
  ) {
    super(`${directory.path} is held by ${describeHolder(hold.holder)}`, {
      hint: `If you know that it is gone, take over: ${commandFor('unlock', directory.path)}`,
    });
  }
}

/**
 * Does something with the folder of a run that only one process may do at a time.
 *
 * @throws RunHeldError where another has the run.
 */
export function whileHolding<Result>(
  directory: RunDirectory,
  watch: LeaseWatch,
  action: () => Result,
): Result {
  const attempt = claimLease(directory.leaseFile, watch);
  if (!attempt.ok) throw new RunHeldError(directory, attempt);
  try {
    return action();
  } finally {
    attempt.lease.release();
  }
}

/** Makes sure that nobody has a run at the moment; throws RunHeldError where somebody does. */
export function refuseHeld(directory: RunDirectory, watch: LeaseWatch): void {
  const hold = findHold(directory.leaseFile, watch);
  if (hold !== undefined) throw new RunHeldError(directory, hold);
}
