import path from 'node:path';
import { isThere } from '../util/files/is-there';
import { UserError } from '../util/user-error';
import { listCheckpoints, readCheckpointHeader } from './checkpoints/checkpoint-folder';
import { listEventFileNames, roleOfEventFile } from './events/event-file-name';
import type { RunReading } from './read-run-folder';
import type { RunDirectory } from './run-directory';

/** Whose records a folder holds. */
export type RunIdentity =
  /** Nobody's: a log at most. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'known'; readonly configHash: string }
  /** There are records, but nothing that says whose, or two things that disagree. */
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Finds out whose records a folder holds: by its status, by its configuration, and where neither
 * can be read by its newest checkpoint that can.
 */
export function identifyRun({ directory, status, file: runFile }: RunReading): RunIdentity {
  const fromStatus = 'configHash' in status ? status.configHash : undefined;
  const fromRun = runFile.state === 'sound' ? runFile.value.config.configHash : undefined;
  if (fromStatus !== undefined && fromRun !== undefined && fromStatus !== fromRun) {
    return { kind: 'unknown', reason: 'its status.json and its run.json are of different runs' };
  }
  const configHash = fromStatus ?? fromRun ?? hashInCheckpoints(directory);
  if (configHash !== undefined) return { kind: 'known', configHash };
  const hasRecords = [directory.statusFile, directory.runFile, ...listRecords(directory)].some(
    isThere,
  );
  if (!hasRecords) return { kind: 'empty' };
  const reasons = [
    `status.json: ${status.state === 'damaged' ? status.reason : 'missing'}`,
    `run.json: ${runFile.state === 'damaged' ? runFile.reason : 'missing'}`,
  ];
  return {
    kind: 'unknown',
    reason: `nothing says of which settings it is (${reasons.join('; ')})`,
  };
}

function hashInCheckpoints(directory: RunDirectory): string | undefined {
  for (const file of list(() => listCheckpoints(directory.checkpoints))) {
    const reading = readCheckpointHeader(file);
    if (reading.ok) return reading.header.configHash;
  }
  return undefined;
}

function listRecords(directory: RunDirectory): string[] {
  return [
    directory.metricsFile,
    directory.model,
    directory.findingsFile,
    directory.bestFile,
    ...list(() => listCheckpoints(directory.checkpoints)),
    ...list(() => listEventFileNames(directory.events))
      // That of the whole experiment says nothing of this run.
      .filter((name) => roleOfEventFile(name) !== 'experiment')
      .map((name) => path.join(directory.events, name)),
  ];
}

/** What can't be listed can't be asked. */
function list(action: () => string[]): string[] {
  try {
    return action();
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
