import { findContradiction } from '../../records/confirm-status';
import type { RunDirectory } from '../../records/run-directory';
import { type RunFile, readRunFile } from '../../records/run-file';
import { readStatus, type StatusReading } from '../../records/status';
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
  const { name, runFile, statusFile } = directory;
  const run = readRunFile(runFile);
  if (run.state !== 'sound') {
    const reason = run.state === 'absent' ? 'there is no such file' : run.reason;
    throw new UserError(`${runFile} can't be used: ${reason}`, {
      hint: `Nothing else says what the run was. To run it again, its records kept in .replaced: ${commandFor('run')} SPEC --rerun ${quoteForShell(name)}`,
    });
  }
  const status = readStatus(statusFile);
  const contradiction = 'configHash' in status ? findContradiction(directory, status) : undefined;
  return { directory, ...run.value, status, contradiction };
}
