import type { RunDirectory } from '../../records/run-directory';
import { type RunStatus, readStatus, writeStatus } from '../../records/status';
import { readRow } from './rung-value';

/** What stands in the status of a run that does not go on. */
export interface StoppedLabel {
  readonly status: RunStatus;
  /** Whether an earlier launch had come to the same decision. */
  readonly wasThere: boolean;
}

/**
 * Writes down why a run that waited at a rung, or was interrupted behind it, does not go on.
 *
 * @returns undefined where the run has an end of its own.
 * @throws UserError where the status can't be written.
 */
export function labelAsStopped(directory: RunDirectory, rung: number): StoppedLabel | undefined {
  const status = readStatus(directory.statusFile);
  const reason = `not among the best at step ${rung}`;
  if (status.state === 'stopped') {
    if (status.reason === reason) return { status, wasThere: true };
    return write(directory, { ...status, reason });
  }
  if (status.state !== 'interrupted') return undefined;
  const metrics = readRow(directory, rung)?.values ?? {};
  return write(directory, { ...status, state: 'stopped', step: rung, reason, metrics });
}

function write(directory: RunDirectory, status: RunStatus): StoppedLabel {
  writeStatus(directory.statusFile, status);
  return { status, wasThere: false };
}
