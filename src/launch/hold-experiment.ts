import { setTimeout as sleep } from 'node:timers/promises';
import type { ExperimentDirectory } from '../records/experiment-directory';
import type { RunDirectory } from '../records/run-directory';
import { acquireProcessLock, readLockHolder } from '../util/process-lock';
import { UserError } from '../util/user-error';

/**
 * Takes an experiment for this process.
 *
 * @throws UserError where another process runs it, saying which.
 */
export function lockExperiment(directory: ExperimentDirectory): { release(): void } {
  const lock = acquireProcessLock(directory.lockFile);
  if (lock.ok) return lock;
  const { pid, host, since } = lock.holder;
  throw new UserError(`${directory.path} is in use by process ${pid} on ${host}, since ${since}`, {
    hint: 'Wait until it has ended, or give this one another folder with --results-dir.',
  });
}

const pollMs = 50;
const patienceMs = 120_000;

/**
 * Waits until no run is written to any more. Workers outlive a parent that was killed for as long
 * as they take to save a checkpoint.
 *
 * @throws UserError where one does not end.
 */
export async function waitForOrphans(directories: readonly RunDirectory[]): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (const { lockFile, path } of directories) {
    for (;;) {
      const holder = readLockHolder(lockFile);
      if (holder === undefined) break;
      if (performance.now() > deadline) {
        throw new UserError(`Process ${holder.pid} on ${holder.host} still writes to ${path}`, {
          hint: 'It was left by an earlier `ablate run`; end it and run again.',
        });
      }
      await sleep(pollMs);
    }
  }
}
