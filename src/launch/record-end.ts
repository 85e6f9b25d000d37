import { readNewestCheckpoint } from '../records/checkpoint-folder';
import type { RunDirectory } from '../records/run-directory';
import { type RunStatus, readStatus, writeStatus } from '../records/status';
import { UserError } from '../util/user-error';

/** Writes down that a run's process ended without a result. */
export function recordFailure(
  directory: RunDirectory,
  configHash: string,
  error: string,
): RunStatus {
  const { step, ...known } = readKnown(directory);
  const status: RunStatus = {
    state: 'failed',
    error,
    configHash,
    ...known,
    ...(step === undefined ? {} : { step }),
  };
  return write(directory, status);
}

/** Writes down that a run's process was ended on demand before it could save a checkpoint. */
export function recordInterruption(directory: RunDirectory, configHash: string): RunStatus {
  const { step: _lost, ...known } = readKnown(directory);
  const { checkpoint } = readNewestCheckpoint(directory.checkpoints, configHash);
  const step = checkpoint?.step ?? 0;
  return write(directory, { state: 'interrupted', step, configHash, ...known });
}

/** What the last status says of the attempts so far. */
function readKnown(directory: RunDirectory) {
  const status = readStatus(directory.statusFile);
  const known = 'configHash' in status ? status : undefined;
  return {
    startedAt: known?.startedAt,
    updatedAt: new Date().toISOString(),
    durationMs: known === undefined ? 0 : known.durationMs,
    step: known !== undefined && 'step' in known ? known.step : undefined,
  };
}

/** What can't be written is told all the same; the status on disk then says nothing of an end. */
function write(directory: RunDirectory, status: RunStatus): RunStatus {
  try {
    writeStatus(directory.statusFile, status);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  return status;
}
