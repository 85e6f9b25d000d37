import { findContradiction } from '../../records/confirm-status';
import { readRunFolder } from '../../records/read-run-folder';
import type { RunDirectory } from '../../records/run-directory';
import type { RunFile } from '../../records/run-file';
import type { StatusReading } from '../../records/status';
import { commandFor, quoteForShell } from '../../util/process/command-for';
import { UserError } from '../../util/user-error';

/** What a run folder says of itself. */
export interface RunRecord extends RunFile {
  readonly directory: RunDirectory;
  readonly status: StatusReading;
  /** Where its other records contradict the status, in words. */
  readonly contradiction: string | undefined;
}

/**
 * Reads a run by its folder.
 *
 * @throws UserError where `run.json` is missing or was changed.
 */
export function readRun(directory: RunDirectory): RunRecord {
  const { name, runFile } = directory;
  const reading = readRunFolder(directory);
  const { status, file } = reading;
  if (file.state !== 'sound') {
    const reason = file.state === 'absent' ? 'there is no such file' : file.reason;
    throw new UserError(`${runFile} can't be used: ${reason}`, {
      hint: `Nothing else says what the run was. To run it again, its records kept in .replaced: ${commandFor('run')} SPEC --rerun ${quoteForShell(name)}`,
    });
  }
  return { directory, ...file.value, status, contradiction: findContradiction(reading) };
}
