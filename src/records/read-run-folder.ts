import type { RunConfig } from '../plan/run-config';
import type { JsonReading } from './read-json-file';
import type { RunDirectory } from './run-directory';
import { type RunFile, readRunFile } from './run-file';
import { readStatus, type StatusReading } from './status';

/** What a run says of itself at one moment, as it stands there: nothing is held against it yet. */
export interface RunReading {
  readonly directory: RunDirectory;
  /** What `status.json` says; `confirmStatus` says whether it is believed. */
  readonly status: StatusReading;
  /** What `run.json` says. */
  readonly file: JsonReading<RunFile>;
}

/**
 * Reads what a run says of itself. All that is asked of one reading is answered without the disk, so that
 * a command over thousands of runs hands it on; what others may have changed since needs another one.
 *
 * @param planned what `run.json` is expected to hold: where it does, its settings need no proof.
 */
export function readRunFolder(directory: RunDirectory, planned?: RunConfig): RunReading {
  const { statusFile, runFile } = directory;
  return { directory, status: readStatus(statusFile), file: readRunFile(runFile, planned) };
}
