import path from 'node:path';
import type { ExperimentDirectory } from '../records/experiment-directory';

/** Where replaced runs of an experiment go: beside the experiments, out of TensorBoard's sight. */
export function replacedFolder(directory: ExperimentDirectory): string {
  return path.join(path.dirname(directory.path), '.replaced', path.basename(directory.path));
}

/** The place of the results that a run name had under settings of a hash. */
export function replacedRunFolder(
  directory: ExperimentDirectory,
  runId: string,
  configHash: string,
): string {
  return path.join(replacedFolder(directory), `${runId}-${configHash.slice(0, 12)}`);
}
