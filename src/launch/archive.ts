import fs from 'node:fs';
import type { RunConfig } from '../plan/run-config';
import type { ExperimentDirectory } from '../records/experiment-directory';
import type { RunDirectory } from '../records/run-directory';
import { readStatus } from '../records/status';
import { describeDiskError } from '../util/disk-error';
import { replacedFolder, replacedRunFolder } from './replaced-folder';

/*
 * A changed setting makes another run under the same name. What the old settings gave is not
 * overwritten: it moves out of the logdir, and back in when those settings come again.
 */

/** What happened to the folder of a run before it was run. */
export type Replacement = 'none' | 'archived' | 'restored';

/**
 * Makes the folder of a run the one of its very settings.
 *
 * @throws UserError where the folders can't be moved.
 */
export function makeRoomForRun(directory: ExperimentDirectory, run: RunConfig): Replacement {
  const folder = directory.run(run.runId);
  const found = hashIn(folder);
  if (found === run.configHash) return 'none';
  const place = (hash: string): string => replacedRunFolder(directory, run.runId, hash);
  try {
    if (found !== undefined) {
      fs.mkdirSync(replacedFolder(directory), { recursive: true });
      fs.rmSync(place(found), { recursive: true, force: true });
      fs.renameSync(folder.path, place(found));
    }
    const earlier = place(run.configHash);
    if (!fs.existsSync(earlier)) return found === undefined ? 'none' : 'archived';
    fs.rmSync(folder.path, { recursive: true, force: true });
    fs.renameSync(earlier, folder.path);
    return 'restored';
  } catch (error) {
    throw describeDiskError(error, 'move', folder.path);
  }
}

function hashIn(folder: RunDirectory): string | undefined {
  const status = readStatus(folder.statusFile);
  return 'configHash' in status ? status.configHash : undefined;
}
