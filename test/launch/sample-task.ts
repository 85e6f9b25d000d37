import type { RunTask } from '../../src/launch/run-task';
import type { RunConfig } from '../../src/plan/run-config';
import type { RunDirectory } from '../../src/records/run-directory';

/** The task to train a run in a folder, on data that come from a formula. */
export function sampleTask(config: RunConfig, directory: RunDirectory): RunTask {
  return {
    config,
    runFolder: directory.path,
    sources: { folders: [], cacheFolder: directory.path },
    keepCheckpoints: 1,
    threadUse: { threads: 1, kernelsAtOnce: 1 },
    hyperparameters: { learningRate: 0.1 },
    git: null,
  };
}
