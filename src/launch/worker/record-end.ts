import { readNewestStep } from '../../records/checkpoints/checkpoint-folder';
import { setRecordsAside } from '../../records/replaced/set-aside';
import type { RunDirectory } from '../../records/run-directory';
import { isFinal, type RunStatus, readStatus, writeStatus } from '../../records/status';
import { UserError } from '../../util/user-error';

/** Writes down that a run's process ended without a result. */
export function recordFailure(
  directory: RunDirectory,
  configHash: string,
  error: string,
): RunStatus {
  const step = findStep(directory, configHash);
  return write(directory, { state: 'failed', error, configHash, step, ...readKnown(directory) });
}

/** Writes down that a run's process was ended on demand before it could save a checkpoint. */
export function recordInterruption(directory: RunDirectory, configHash: string): RunStatus {
  const step = findStep(directory, configHash);
  return write(directory, { state: 'interrupted', step, configHash, ...readKnown(directory) });
}

/** The step that the next attempt goes on behind. */
function findStep(directory: RunDirectory, configHash: string): number {
  try {
    return readNewestStep(directory.checkpoints, configHash) ?? 0;
  } catch (error) {
    if (error instanceof UserError) return 0;
    throw error;
  }
}

/** What the last status says of the attempts so far. */
function readKnown(directory: RunDirectory) {
  const status = readStatus(directory.statusFile);
  const known = 'configHash' in status ? status : undefined;
  return {
    startedAt: known?.startedAt,
    updatedAt: new Date().toISOString(),
    durationMs: known === undefined ? 0 : known.durationMs,
    training: known?.training,
  };
}

/** What can't be written is told all the same; the status on disk then says nothing of an end. */
function write(directory: RunDirectory, status: RunStatus): RunStatus {
  try {
    const before = readStatus(directory.statusFile);
    const isOfValue = before.state === 'damaged' || isFinal(before);
    if (isOfValue) setRecordsAside(directory, [directory.statusFile]);
    writeStatus(directory.statusFile, status);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  return status;
}
