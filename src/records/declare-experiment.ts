import path from 'node:path';
import { listFolder } from '../util/files/list-folder';
import { makeFolder } from '../util/files/make-folder';
import { UserError } from '../util/user-error';
import type { ExperimentDirectory } from './experiment-directory';
import {
  removeExperimentFile,
  removeUnmarkedExperimentFile,
  writeExperimentFile,
} from './session-files';
import type { HParamsExperiment } from './summaries/hparams';

/**
 * Declares an experiment to TensorBoard's HParams page, replacing what an earlier grid declared.
 * TensorBoard takes the declaration from whichever folder has one. In a folder of its own it would
 * be listed among the runs on every page, at the root of the logdir as a run called `.`, so that it
 * stands in the folder of a run. A TensorBoard that is running shows a grown grid only after a
 * restart.
 *
 * @param runIds the first run whose folder can be written gets the declaration; the folder is made
 * where there is none. A folder that can't be written is for its own run to tell.
 * @throws UserError where none can be written.
 */
export function declareExperiment(
  directory: ExperimentDirectory,
  runIds: readonly string[],
  experiment: HParamsExperiment,
): void {
  const home = writeToFirst(
    runIds.map((runId) => directory.run(runId).events),
    experiment,
  );
  removeUnmarkedExperimentFile(directory.path);
  for (const entry of listFolder(directory.path)) {
    const folder = path.join(directory.path, entry.name);
    if (entry.isDirectory() && folder !== home) removeExperimentFile(folder);
  }
}

function writeToFirst(folders: readonly string[], experiment: HParamsExperiment): string {
  let reason: UserError | undefined;
  for (const folder of folders) {
    try {
      makeFolder(folder);
      writeExperimentFile(folder, experiment);
      return folder;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      reason ??= error;
    }
  }
  throw reason ?? new Error('An experiment has runs');
}
