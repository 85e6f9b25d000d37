import { setTimeout as sleep } from 'node:timers/promises';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import type { RunDirectory } from '../../records/run-directory';
import { isFinal, readStatus } from '../../records/status';
import { deletionCommandFor } from '../../util/process/command-for';
import {
  acquireProcessLock,
  describeHolder,
  type LockHolder,
  readLockHolder,
} from '../../util/process/process-lock';
import { UserError } from '../../util/user-error';

/**
 * Takes an experiment for this process.
 *
 * @throws UserError where another process runs it, saying which and how to take over.
 */
export function lockExperiment(directory: ExperimentDirectory): { release(): void } {
  const { lockFile, path } = directory;
  const lock = acquireProcessLock(lockFile);
  if (lock.ok) return lock;
  throw new UserError(`${path} is in use by ${describeHolder(lock.holder)}`, {
    hint: `Wait until it has ended, or give this one another folder with --results-dir. ${takeOver([lockFile])}`,
  });
}

/** A run that is still written to, by a process that an earlier `ablate run` left. */
export interface Orphan {
  readonly holder: LockHolder;
  readonly lockFile: string;
}

const pollMs = 50;
/** Most have ended before anyone would ask what is going on. */
const quietMs = 1000;
const patienceMs = 120_000;

/**
 * Waits until no run is written to any more. Workers outlive a parent that was killed for as long
 * as they take to save a checkpoint. A run that has its result is written to by nobody.
 *
 * @param onWait hears what is waited for, once.
 * @throws UserError where some do not end, naming all of them and how to take over.
 */
export async function waitForOrphans(
  directories: readonly RunDirectory[],
  onWait: (orphans: readonly Orphan[], patienceMs: number) => void,
  patience: number = patienceMs,
): Promise<void> {
  const startMs = performance.now();
  let isSaid = false;
  for (;;) {
    const orphans = directories.flatMap((directory) => findOrphan(directory) ?? []);
    if (orphans.length === 0) return;
    const waitedMs = performance.now() - startMs;
    if (!isSaid && waitedMs > quietMs) onWait(orphans, patience);
    isSaid ||= waitedMs > quietMs;
    if (waitedMs > patience) throw describeOrphans(orphans);
    await sleep(pollMs);
  }
}

function findOrphan({ lockFile, statusFile }: RunDirectory): Orphan | undefined {
  const holder = readLockHolder(lockFile);
  if (holder === undefined || isFinal(readStatus(statusFile))) return undefined;
  return { holder, lockFile };
}

function describeOrphans(orphans: readonly Orphan[]): UserError {
  const [first, ...others] = orphans.map(({ holder, lockFile }) => {
    return `${lockFile} is held by ${describeHolder(holder)}`;
  });
  const more = others.length === 0 ? '' : `, and ${others.length} more like it`;
  return new UserError(`${first}${more}`, {
    hint: `An earlier command left it: end it, then run again. ${takeOver(orphans.map(({ lockFile }) => lockFile))}`,
  });
}

/** What to do about locks whose processes this machine can't look at. */
function takeOver(lockFiles: readonly string[]): string {
  return `If you know that it is gone, as after its machine or container got another name, take over: ${deletionCommandFor(...lockFiles)}`;
}
